import django.db.models.deletion
import tresse.core.clock
import tresse.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=tresse.core.clock.now, verbose_name='since')),
                ('signed_at', models.DateTimeField(null=True, verbose_name='signed the charter on')),
                ('on_trial', models.BooleanField(default=False, verbose_name='on trial')),
                ('left_at', models.DateTimeField(blank=True, null=True, verbose_name='left on')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='communities.community')),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='memberships.membership')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='networks.organisation', verbose_name='organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ('person__name',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('community', 'person'), name='membership_one_live_each')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(choices=[('co_facilitation', 'co-facilitation'), ('co_steering', 'co-steering'), ('co_experimentation', 'co-experimentation'), ('welcome', 'welcome'), ('memory_keeping', 'memory keeping'), ('trust_person', 'trust person')], max_length=20, verbose_name='function')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(verbose_name='until')),
                ('given_by', models.CharField(max_length=200, verbose_name='given by')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('handover', models.TextField(blank=True, verbose_name='handover note')),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='communities.strand')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ('function', 'starts_on'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='mandate_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_ended_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='email')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('word', models.TextField(blank=True, max_length=2000, verbose_name='a word from you')),
                ('invited_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('token', models.CharField(default=tresse.core.ids.secret_token, max_length=60, unique=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='communities.community')),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='memberships.membership')),
                ('membership', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='invitation', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ('-invited_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at', None), ('withdrawn_at', None)), fields=('community', 'email'), name='invitation_one_waiting_per_address')],
            },
        ),
        migrations.CreateModel(
            name='ActByTwo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('terms', models.JSONField(default=dict)),
                ('asked_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('lapses_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('declined_at', models.DateTimeField(null=True)),
                ('word', models.TextField(blank=True, verbose_name='a word')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts_by_two', to='communities.community')),
                ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts_asked', to='memberships.membership')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='acts_confirmed', to='memberships.membership')),
                ('declined_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='acts_declined', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'act by two',
                'verbose_name_plural': 'acts by two',
                'ordering': ('-asked_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='act_by_two_takes_two'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('declined_at', None), _connector='OR'), name='act_by_two_one_answer')],
            },
        ),
    ]
