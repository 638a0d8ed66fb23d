import django.db.models.deletion
import tresse.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('guests', '0002_place_of_who_came_in'),
        ('meetings', '0006_minutes_by_moment'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Joining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='a word to those who steer it')),
                ('accepted', models.BooleanField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='communities.community')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joinings', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'joint session',
                'verbose_name_plural': 'joint sessions',
                'ordering': ('invited_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('meeting', 'community'), name='joining_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('accepted', None), ('answered_at', None)), models.Q(('accepted__isnull', False), ('answered_at__isnull', False)), _connector='OR'), name='joining_answered_means_dated')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('convened_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('change_number', models.PositiveIntegerField(default=0)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='series', to='communities.community')),
                ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series',
                'ordering': ('-convened_at',),
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='agrees_to_recording',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='attendance',
            name='waiting_since',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='places',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places in all'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='places_on_site',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='places on site'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='planned_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='meeting',
            name='recording_wanted',
            field=models.BooleanField(default=False, verbose_name='we would like to record it'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='room',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='meeting',
            name='room_kind',
            field=models.CharField(blank=True, choices=[('', 'a link of our own, or none'), ('jitsi', 'a Jitsi room made for this session'), ('bbb', 'a BigBlueButton room made for this session')], default='', max_length=8, verbose_name='by video'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('waiting_since', None), ('answer__in', ('coming', 'remotely')), _connector='OR'), name='attendance_waits_to_come'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='meetings', to='meetings.series'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('recording_wanted', False), ('chatham_house', False), _connector='OR'), name='meeting_unnamed_is_not_recorded'),
        ),
    ]
