import django.db.models.deletion
import tresse.core.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('memberships', '0002_shared_responsibility'),
        ('networks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('situation', models.TextField(max_length=4000, verbose_name='a situation you meet')),
                ('hope', models.TextField(max_length=4000, verbose_name='what you hope to bring or find')),
                ('asked_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('waits_since', models.DateTimeField(default=tresse.core.clock.now)),
                ('before_all_at', models.DateTimeField(blank=True, null=True)),
                ('refusal_asked_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, choices=[('welcomed', 'welcomed'), ('refused', 'refused')], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('decision_number', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reason')),
                ('alternative', models.TextField(blank=True, max_length=4000, verbose_name='what they may do instead')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='memberships.membership')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='communities.community')),
                ('membership', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='join_request', to='memberships.membership')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='networks.organisation', verbose_name='organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='join_requests', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'request to come in',
                'verbose_name_plural': 'requests to come in',
                'ordering': ('community', 'number'),
                'indexes': [models.Index(condition=models.Q(('answered_at', None), ('withdrawn_at', None)), fields=['waits_since'], name='join_request_waiting')],
                'constraints': [models.UniqueConstraint(fields=('community', 'number'), name='join_request_one_per_number'), models.UniqueConstraint(condition=models.Q(('answered_at', None), ('withdrawn_at', None)), fields=('community', 'person'), name='join_request_one_waiting_each'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None)), models.Q(('answered_at__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='join_request_answered_says_how'), models.CheckConstraint(condition=models.Q(('answered_at', None), ('withdrawn_at', None), _connector='OR'), name='join_request_answered_or_taken_back'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'refused'), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('alternative', ''), _negated=True)), _connector='OR'), name='join_request_refused_says_why_and_what_else')],
            },
        ),
        migrations.CreateModel(
            name='RequestMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='your message')),
                ('at', models.DateTimeField(default=tresse.core.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='welcome.joinrequest')),
            ],
            options={
                'verbose_name': 'message about a request',
                'verbose_name_plural': 'messages about a request',
                'ordering': ('request', 'at', 'pk'),
            },
        ),
    ]
