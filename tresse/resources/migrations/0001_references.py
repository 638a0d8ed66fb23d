import django.db.models.deletion
import tresse.core.clock
import tresse.resources.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('items', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('session', 'those who take part in the session'), ('community', 'the community'), ('network', 'the network'), ('public', 'everyone')], default='community', max_length=10, verbose_name='who can see it')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('kind_key', models.CharField(choices=tresse.resources.models.kind_choices, default='other', max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('authors', models.JSONField(blank=True, default=list, verbose_name='authors')),
                ('editors', models.JSONField(blank=True, default=list, verbose_name='editors')),
                ('issued', models.CharField(blank=True, max_length=10, verbose_name='date')),
                ('doi', models.CharField(blank=True, max_length=200, verbose_name='DOI')),
                ('link', models.URLField(blank=True, max_length=1000, verbose_name='link')),
                ('abstract', models.TextField(blank=True, max_length=10000, verbose_name='abstract')),
                ('language', models.CharField(blank=True, max_length=2, verbose_name='language')),
                ('details', models.JSONField(blank=True, default=dict, verbose_name='details')),
                ('sought', models.TextField(blank=True)),
                ('title_key', models.CharField(blank=True, max_length=500)),
                ('link_key', models.CharField(blank=True, max_length=1000)),
                ('search', models.CharField(blank=True, choices=[('', 'not looked for'), ('asked', 'being looked for'), ('found', 'found'), ('failed', 'not found')], default='', max_length=6)),
                ('brought_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='communities.community')),
            ],
            options={
                'verbose_name': 'reference',
                'verbose_name_plural': 'references',
                'ordering': ('-brought_at', '-pk'),
                'indexes': [models.Index(fields=['community', 'title_key'], name='reference_by_title'), models.Index(fields=['community', '-brought_at'], name='reference_latest_first')],
                'constraints': [models.UniqueConstraint(fields=('community', 'number'), name='reference_one_per_number'), models.UniqueConstraint(condition=models.Q(('doi', ''), _negated=True), fields=('community', 'doi'), name='reference_one_per_doi')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='note')),
                ('written_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='memberships.membership')),
                ('reference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='resources.reference')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ('written_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('reference', 'membership'), name='reference_note_one_each')],
            },
        ),
        migrations.CreateModel(
            name='ReferenceTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='tag')),
                ('key', models.CharField(db_index=True, max_length=60)),
                ('reference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='resources.reference')),
            ],
            options={
                'verbose_name': 'tag',
                'verbose_name_plural': 'tags',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('reference', 'key'), name='reference_tag_once')],
            },
        ),
    ]
