import django.db.models.deletion
import tresse.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('memberships', '0002_shared_responsibility'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(choices=[('co_facilitation', 'co-facilitation'), ('co_steering', 'co-steering'), ('co_experimentation', 'co-experimentation'), ('welcome', 'welcome'), ('memory_keeping', 'memory keeping'), ('trust_person', 'trust person')], max_length=20, verbose_name='function')),
                ('opened_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('is_for_missing_hands', models.BooleanField(default=False)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='communities.community')),
                ('ending', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='calls', to='memberships.mandate')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='memberships.membership')),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='communities.strand')),
            ],
            options={
                'verbose_name': 'call for hands',
                'verbose_name_plural': 'calls for hands',
                'ordering': ('opened_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None), ('strand__isnull', False)), fields=('community', 'function', 'strand'), name='call_one_open_in_a_strand'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('strand', None)), fields=('community', 'function'), name='call_one_open_for_the_whole')],
            },
        ),
        migrations.CreateModel(
            name='Hand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_up', models.BooleanField(default=True)),
                ('word', models.CharField(blank=True, max_length=300, verbose_name='a word')),
                ('said_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='memberships.call')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'hand',
                'verbose_name_plural': 'hands',
                'ordering': ('membership__person__name',),
                'constraints': [models.UniqueConstraint(fields=('call', 'membership'), name='hand_one_each')],
            },
        ),
        migrations.AddField(
            model_name='actbytwo',
            name='lapsed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mandate',
            name='end_told',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='actbytwo',
            index=models.Index(condition=models.Q(('confirmed_at', None), ('declined_at', None), ('lapsed_at', None)), fields=['lapses_at'], name='act_by_two_unanswered'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['ends_on'], name='mandate_by_its_end'),
        ),
    ]
