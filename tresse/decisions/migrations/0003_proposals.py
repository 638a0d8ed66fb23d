import django.db.models.deletion
import tresse.core.clock
import tresse.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('decisions', '0002_initial'),
        ('meetings', '0003_minutes_are_not_a_length'),
        ('memberships', '0002_shared_responsibility'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('session', 'those who take part in the session'), ('community', 'the community'), ('network', 'the network'), ('public', 'everyone')], default='community', max_length=10, verbose_name='who can see it')),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('context', models.TextField(blank=True, max_length=8000, verbose_name='what led to it')),
                ('text', models.TextField(max_length=8000, verbose_name='the words proposed')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('changes', models.TextField(blank=True, max_length=4000, verbose_name='what it would change')),
                ('deciders', models.CharField(choices=[('all', 'all members past their trial'), ('holders', 'those who hold a mandate')], default='all', max_length=8, verbose_name='who decides')),
                ('effect', models.CharField(blank=True, max_length=40)),
                ('terms', models.JSONField(blank=True, default=dict)),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='looked at again on')),
                ('proposed_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('step', models.CharField(choices=[('clarifications', 'questions'), ('reactions', 'reactions'), ('amendments', 'amendments'), ('consent', 'consent round')], default='clarifications', max_length=16, verbose_name='step')),
                ('step_ends_at', models.DateTimeField(blank=True, null=True)),
                ('moved_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('prolonged_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended on')),
                ('ending', models.CharField(blank=True, choices=[('adopted', 'adopted'), ('withdrawn', 'withdrawn by its author'), ('objection', 'not adopted: an objection stands'), ('undecided', 'not decided')], max_length=10, verbose_name='how it ended')),
                ('outcome', models.TextField(blank=True, max_length=4000, verbose_name='the outcome in words')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='communities.community')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='communities.cycle')),
                ('decision', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='decisions.decision')),
                ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='meetings.meeting')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='memberships.membership')),
                ('reopens', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reopened_by', to='decisions.decision')),
                ('taken_up_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'proposal',
                'verbose_name_plural': 'proposals',
                'ordering': ('-number',),
                'indexes': [models.Index(condition=models.Q(('ended_at', None)), fields=['step_ends_at'], name='proposal_due')],
                'constraints': [models.UniqueConstraint(fields=('community', 'number'), name='proposal_one_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='proposal_ended_says_how'), models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('ending', 'adopted')), models.Q(models.Q(('ending', 'adopted'), _negated=True), ('decision', None)), _connector='OR'), name='proposal_adopted_is_a_decision')],
            },
        ),
        migrations.CreateModel(
            name='PositionLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=tresse.core.ids.secret_token, max_length=60, unique=True)),
                ('made_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'mailed address',
                'verbose_name_plural': 'mailed addresses',
                'constraints': [models.UniqueConstraint(fields=('proposal', 'membership'), name='position_link_one_each')],
            },
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('kind', models.CharField(choices=[('harm', 'it harms our purpose'), ('limit', 'it exceeds a limit of mine')], max_length=5, verbose_name='what it touches')),
                ('lifted_if', models.TextField(blank=True, max_length=2000, verbose_name='what would lift it')),
                ('version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('standing', 'stands'), ('lifted', 'lifted'), ('integrated', 'integrated in the text'), ('withdrawn', 'withdrawn')], default='standing', max_length=10)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('settled_version', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('settled_word', models.CharField(blank=True, max_length=300, verbose_name='a word')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('settled_noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'objection',
                'verbose_name_plural': 'objections',
                'ordering': ('said_at', 'pk'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'standing')), fields=('proposal', 'membership'), name='objection_one_standing_each'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'standing')), models.Q(models.Q(('state', 'standing'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='objection_settled_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='a word')),
                ('version', models.PositiveSmallIntegerField()),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ('said_at', 'pk'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('proposal', 'membership', 'version'), name='consent_one_each')],
            },
        ),
        migrations.CreateModel(
            name='Clarification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ('said_at', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('taken_into', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
                'ordering': ('said_at', 'pk'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'reaction',
                'verbose_name_plural': 'reactions',
                'ordering': ('said_at', 'pk'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('proposal', 'membership'), name='reaction_one_each')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('finding', models.CharField(choices=[('holds', 'it still holds'), ('changed', 'it should change'), ('ended', 'it has ended')], max_length=8, verbose_name='what was found')),
                ('word', models.TextField(blank=True, max_length=2000, verbose_name='a word')),
                ('reviewed_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='decisions.decision')),
                ('reviewed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'review',
                'verbose_name_plural': 'reviews',
                'ordering': ('reviewed_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('number', models.PositiveSmallIntegerField()),
                ('because', models.CharField(blank=True, max_length=300, verbose_name='why it changed')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='decisions.proposal')),
            ],
            options={
                'verbose_name': 'version of the text',
                'verbose_name_plural': 'versions of the text',
                'ordering': ('number', 'pk'),
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('proposal', 'number'), name='wording_one_per_number')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='ended on'),
        ),
    ]
