import django.core.validators
import django.db.models.deletion
import tresse.core.clock
import tresse.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('guests', '0002_place_of_who_came_in'),
        ('meetings', '0005_later_is_an_answer'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('size', models.PositiveSmallIntegerField(verbose_name='people in a group')),
                ('people', models.PositiveSmallIntegerField(verbose_name='how many people')),
                ('lot', models.CharField(default=tresse.core.ids.secret_token, max_length=60)),
                ('drawn_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draws', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'draw of small groups',
                'verbose_name_plural': 'draws of small groups',
                'ordering': ('meeting', 'number'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='draw_one_per_number')],
            },
        ),
        migrations.CreateModel(
            name='NetworkMethod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=30, unique=True, verbose_name='address')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('gesture', models.CharField(max_length=200, verbose_name='what one does, in one sentence')),
                ('fewest', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(500)], verbose_name='fewest people')),
                ('most', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(500)], verbose_name='most people')),
                ('care', models.CharField(blank=True, max_length=300, verbose_name='what to look out for')),
                ('written_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'method of the network',
                'verbose_name_plural': 'methods of the network',
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('most__gte', models.F('fewest'))), name='network_method_most_above_fewest')],
            },
        ),
        migrations.CreateModel(
            name='NetworkStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name of the step')),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='minutes')),
                ('words', models.TextField(blank=True, max_length=1500, verbose_name='words for whoever facilitates')),
                ('questions', models.TextField(blank=True, help_text='One question a line.', max_length=1000, verbose_name='questions to ask')),
                ('groups', models.PositiveSmallIntegerField(default=0, help_text='How many people work together. 0: all together.', validators=[django.core.validators.MaxValueValidator(50)], verbose_name='in groups of')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='facilitation.networkmethod')),
            ],
            options={
                'verbose_name': 'step of a method',
                'verbose_name_plural': 'steps of methods',
                'ordering': ('method', 'position'),
                'constraints': [models.UniqueConstraint(fields=('method', 'position'), name='network_step_one_per_place'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 600)), name='network_step_has_a_length')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('facilitates', 'facilitation'), ('writes', 'note taking'), ('keeps_time', 'time keeping'), ('takes_care', 'care of the group')], max_length=12, verbose_name='role')),
                ('proposed_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('passed_on_at', models.DateTimeField(blank=True, null=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.meeting')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='memberships.membership')),
            ],
            options={
                'verbose_name': 'role in a session',
                'verbose_name_plural': 'roles in a session',
                'ordering': ('meeting', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('passed_on_at', None)), fields=('meeting', 'role'), name='part_one_each_role'), models.CheckConstraint(condition=models.Q(('passed_on_at', None), ('passed_on_at__gte', models.F('proposed_at')), _connector='OR'), name='part_passed_on_after_it_was_proposed')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(verbose_name='group')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='facilitation.draw')),
                ('guest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guests.guest')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'seat in a small group',
                'verbose_name_plural': 'seats in small groups',
                'ordering': ('draw', 'group', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('draw', 'person'), name='seat_one_each'), models.UniqueConstraint(fields=('draw', 'guest'), name='seat_one_each_guest'), models.CheckConstraint(condition=models.Q(models.Q(('guest', None), ('person__isnull', False)), models.Q(('guest__isnull', False), ('person', None)), _connector='OR'), name='seat_of_a_person_or_a_guest')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('step', models.PositiveSmallIntegerField(default=0)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('added', models.PositiveSmallIntegerField(default=0, verbose_name='minutes added')),
                ('is_end', models.BooleanField(default=False)),
                ('began_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='memberships.membership')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='meetings.meeting')),
            ],
            options={
                'verbose_name': 'turn of a session',
                'verbose_name_plural': 'turns of a session',
                'ordering': ('meeting', 'number'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='turn_one_per_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='turn_counted_from_one')],
            },
        ),
    ]
