import django.db.models.deletion
import tresse.communities.models
import tresse.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('slug', models.SlugField(unique=True, verbose_name='address')),
                ('purpose', models.TextField(help_text='What this community is for, in two or three sentences.', verbose_name='purpose')),
                ('practice', models.CharField(help_text='What its members all do, each in their own place.', max_length=160, verbose_name='shared practice')),
                ('stage', models.CharField(choices=[('idea', 'idea'), ('forming', 'forming'), ('living', 'living'), ('resting', 'resting'), ('closed', 'closed')], default='idea', max_length=10, verbose_name='stage')),
                ('language', models.CharField(default='fr', max_length=8, verbose_name='working language')),
                ('began_on', models.DateField(default=tresse.core.clock.today, verbose_name='since')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('closing_word', models.TextField(blank=True, verbose_name='a word at the end')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='communities', to='networks.programme', verbose_name='programme')),
                ('themes', models.ManyToManyField(blank=True, related_name='communities', to='networks.theme', verbose_name='themes')),
            ],
            options={
                'verbose_name': 'community',
                'verbose_name_plural': 'communities',
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('stage', 'closed')), models.Q(models.Q(('stage', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='community_closed_means_dated')],
            },
        ),
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('objective_key', models.CharField(choices=tresse.communities.models.objective_choices, max_length=30, verbose_name='objective')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strands', to='communities.community')),
            ],
            options={
                'verbose_name': 'strand',
                'verbose_name_plural': 'strands',
                'ordering': ('community', 'position'),
                'constraints': [models.UniqueConstraint(fields=('community', 'title'), name='strand_one_title_each')],
            },
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('question', models.CharField(blank=True, max_length=240, verbose_name='question')),
                ('intended_document', models.CharField(blank=True, help_text='What will exist at the end that did not exist before.', max_length=160, verbose_name='intended document')),
                ('starts_on', models.DateField(verbose_name='begins on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('phase_key', models.CharField(blank=True, max_length=30, verbose_name='phase')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened on')),
                ('ending', models.CharField(blank=True, choices=[('accomplished', 'accomplished'), ('accomplished_internally', 'accomplished internally'), ('without_document', 'closed without a document')], max_length=30, verbose_name='ending')),
                ('ending_reason', models.TextField(blank=True, verbose_name='reason')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended on')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cycles', to='communities.strand')),
            ],
            options={
                'verbose_name': 'cycle',
                'verbose_name_plural': 'cycles',
                'ordering': ('strand', 'number'),
                'constraints': [models.UniqueConstraint(fields=('strand', 'number'), name='cycle_one_per_number'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('strand',), name='cycle_one_at_a_time_in_a_strand'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='cycle_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('opened_at', None), models.Q(models.Q(('question', ''), _negated=True), models.Q(('intended_document', ''), _negated=True)), _connector='OR'), name='cycle_open_names_its_document'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='cycle_ended_says_how'), models.CheckConstraint(condition=models.Q(('ending__in', ['', 'accomplished']), models.Q(('ending_reason', ''), _negated=True), _connector='OR'), name='cycle_without_publication_says_why')],
            },
        ),
    ]
