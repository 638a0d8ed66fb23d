import django.db.models.deletion
import tresse.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('meetings', '0005_later_is_an_answer'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Addition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=8000, verbose_name='addition')),
                ('added_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='additions', to='meetings.minutes')),
            ],
            options={
                'verbose_name': 'addition',
                'verbose_name_plural': 'additions',
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('closes_at', models.DateTimeField(verbose_name='closes on')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='track', to='meetings.meeting')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'asynchronous track',
                'verbose_name_plural': 'asynchronous tracks',
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['closes_at'], name='track_to_close')],
            },
        ),
        migrations.CreateModel(
            name='TrackQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='questions', to='meetings.agendaitem')),
                ('track', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='meetings.track')),
            ],
            options={
                'verbose_name': 'question of a track',
                'verbose_name_plural': 'questions of a track',
                'ordering': ('track', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('track', 'item', 'text'), name='track_question_once_per_item')],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=8000, verbose_name='answer')),
                ('digest', models.CharField(max_length=64)),
                ('written_at', models.DateTimeField(blank=True, null=True)),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='memberships.membership', verbose_name='who')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='meetings.trackquestion')),
            ],
            options={
                'verbose_name': 'contribution',
                'verbose_name_plural': 'contributions',
                'ordering': ('question', 'digest'),
                'constraints': [models.UniqueConstraint(fields=('question', 'membership'), name='contribution_one_each'), models.UniqueConstraint(condition=models.Q(('membership', None)), fields=('question', 'digest'), name='contribution_unsigned_once'), models.CheckConstraint(condition=models.Q(models.Q(('membership', None), ('written_at', None)), models.Q(('membership__isnull', False), ('written_at__isnull', False)), _connector='OR'), name='contribution_unsigned_has_no_time')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('passage', models.TextField(max_length=8000, verbose_name='what is written')),
                ('instead', models.TextField(blank=True, max_length=8000, verbose_name='what it should say')),
                ('own_words', models.BooleanField(default=False, verbose_name='these are my own words')),
                ('proposed_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('taken', models.BooleanField(blank=True, null=True, verbose_name='taken')),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='a word')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='meetings.minutes')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ('proposed_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('taken', None)), models.Q(('answered_at__isnull', False), ('taken__isnull', False)), _connector='OR'), name='correction_answered_means_dated'), models.CheckConstraint(condition=models.Q(('own_words', False), ('taken', True), _connector='OR'), name='correction_own_words_taken')],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('words', models.TextField(max_length=8000, verbose_name='the words marked')),
                ('digest', models.CharField(max_length=64)),
                ('became_id', models.PositiveBigIntegerField(null=True)),
                ('made_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('became_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='meetings.minutes')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ('minutes', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('minutes', 'kind', 'digest'), name='mark_one_per_passage')],
            },
        ),
        migrations.CreateModel(
            name='MinutesPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('text', models.TextField(blank=True, max_length=200000, verbose_name='minutes')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.minutes')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'part of minutes',
                'verbose_name_plural': 'parts of minutes',
                'ordering': ('minutes', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('minutes', 'item'), name='minutes_part_one_per_item')],
            },
        ),
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='what')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('made_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('state', models.CharField(choices=[('open', 'under way'), ('kept', 'done'), ('changed', 'became something else'), ('dropped', 'laid down')], default='open', max_length=8, verbose_name='where it stands')),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='a word')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='meetings.pledge')),
                ('membership', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='memberships.membership', verbose_name='who')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pledges', to='meetings.minutes')),
            ],
            options={
                'verbose_name': 'pledge',
                'verbose_name_plural': 'pledges',
                'ordering': ('due_on', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='pledge_closed_means_dated')],
            },
        ),
        migrations.AddField(
            model_name='attendance',
            name='took_part_later',
            field=models.BooleanField(default=False, verbose_name='took part in their own time'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='corrected_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='corrected until'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='ready_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ready on'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='ready_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='settled on'),
        ),
        migrations.AlterField(
            model_name='minutes',
            name='text',
            field=models.TextField(blank=True, max_length=200000, verbose_name='minutes'),
        ),
        migrations.AddIndex(
            model_name='minutes',
            index=models.Index(condition=models.Q(('corrected_until__isnull', False), ('settled_at', None)), fields=['corrected_until'], name='minutes_to_settle'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrected_until', None), ('ready_at', None), ('settled_at', None)), models.Q(('corrected_until__isnull', False), ('ready_at__isnull', False)), _connector='OR'), name='minutes_ready_means_a_delay'),
        ),
    ]
