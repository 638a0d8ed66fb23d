import django.core.validators
import django.db.models.deletion
import tresse.core.clock
import tresse.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('meetings', '0005_later_is_an_answer'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('title', models.CharField(max_length=140, verbose_name='title')),
                ('intention', models.TextField(blank=True, max_length=4000, verbose_name='what we want from it')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(600)], verbose_name='length, in minutes')),
                ('time_zone', models.CharField(default='Europe/Paris', max_length=60, verbose_name='time zone')),
                ('closes_at', models.DateTimeField(verbose_name='one answers until')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('link', models.URLField(blank=True, max_length=500, verbose_name='video link')),
                ('audience', models.CharField(choices=[('session', 'those who take part in the session'), ('community', 'the community'), ('network', 'the network'), ('public', 'everyone')], default='community', max_length=10)),
                ('open_session', models.BooleanField(default=False, verbose_name='open session')),
                ('chatham_house', models.BooleanField(default=False, verbose_name='Chatham House rule')),
                ('opened_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='polls', to='communities.community')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.cycle')),
                ('meeting', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='poll', to='meetings.meeting')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'date poll',
                'verbose_name_plural': 'date polls',
                'ordering': ('-opened_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PollMoment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moments', to='polls.poll')),
            ],
            options={
                'verbose_name': 'moment',
                'verbose_name_plural': 'moments',
                'ordering': ('poll', 'starts_at'),
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='poll_moment_one_per_number'), models.UniqueConstraint(fields=('poll', 'starts_at'), name='poll_moment_proposed_once')],
            },
        ),
        migrations.CreateModel(
            name='PollAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('yes', 'yes'), ('if_need_be', 'if need be'), ('no', 'no')], max_length=10, verbose_name='answer')),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='memberships.membership')),
                ('moment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='polls.pollmoment')),
            ],
            options={
                'verbose_name': 'answer',
                'verbose_name_plural': 'answers',
                'constraints': [models.UniqueConstraint(fields=('moment', 'membership'), name='poll_answer_one_each')],
            },
        ),
        migrations.CreateModel(
            name='PollLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=tresse.core.ids.secret_token, max_length=60, unique=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='memberships.membership')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='polls.poll')),
            ],
            options={
                'verbose_name': 'mailed address',
                'verbose_name_plural': 'mailed addresses',
                'constraints': [models.UniqueConstraint(fields=('poll', 'membership'), name='poll_link_one_each')],
            },
        ),
        migrations.AddField(
            model_name='poll',
            name='chosen',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='polls.pollmoment'),
        ),
        migrations.AddIndex(
            model_name='poll',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['closes_at'], name='poll_standing'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.UniqueConstraint(fields=('community', 'number'), name='poll_one_per_number'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 15), ('minutes__lte', 600)), name='poll_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('meeting', None), ('ended_at__isnull', False), _connector='OR'), name='poll_settled_has_ended'),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('open_session', False), ('audience', 'public'), _connector='OR'), name='poll_open_session_is_public'),
        ),
    ]
