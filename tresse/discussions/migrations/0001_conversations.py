import django.core.validators
import django.db.models.deletion
import tresse.core.clock
import tresse.core.ids
import tresse.discussions.kinds
import tresse.discussions.models.files
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('memberships', '0005_moved_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Thread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('session', 'those who take part in the session'), ('community', 'the community'), ('network', 'the network'), ('public', 'everyone')], default='community', max_length=10, verbose_name='who can see it')),
                ('number', models.PositiveIntegerField()),
                ('kind_key', models.CharField(choices=tresse.discussions.kinds.kind_choices, max_length=20, verbose_name='kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('thing_id', models.PositiveBigIntegerField(blank=True, null=True)),
                ('started_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('last_message_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('harvested_at', models.DateTimeField(blank=True, null=True, verbose_name='closed, its harvest in, on')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='threads', to='communities.community')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='memberships.membership')),
                ('thing_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'conversation',
                'verbose_name_plural': 'conversations',
                'ordering': ('-last_message_at', '-pk'),
                'indexes': [models.Index(fields=['community', '-last_message_at'], name='thread_latest_first'), models.Index(fields=['thing_type', 'thing_id'], name='thread_about')],
                'constraints': [models.UniqueConstraint(fields=('community', 'number'), name='thread_one_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('thing_id', None), ('thing_type', None)), models.Q(('thing_id__isnull', False), ('thing_type__isnull', False)), _connector='OR'), name='thread_about_one_thing_or_none'), models.CheckConstraint(condition=models.Q(('audience', 'public'), _negated=True), name='thread_never_public')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=tresse.core.clock.now)),
                ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(20000)], verbose_name='text')),
                ('revision', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('quoted', models.TextField(blank=True, max_length=2000, verbose_name='the words quoted')),
                ('once', models.CharField(editable=False, max_length=64, null=True)),
                ('came_as', models.CharField(blank=True, editable=False, max_length=250)),
                ('mail_token', models.CharField(default=tresse.core.ids.secret_token, editable=False, max_length=60, unique=True)),
                ('mailed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='memberships.membership')),
                ('quotes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='quoted_in', to='discussions.message')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='discussions.thread')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ('at', 'pk'),
                'indexes': [models.Index(condition=models.Q(('mailed_at', None)), fields=['at'], name='message_to_mail')],
                'constraints': [models.UniqueConstraint(fields=('by', 'once'), name='message_once_per_form'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), models.Q(('quoted', ''), ('text', '')), _connector='OR'), name='message_withdrawn_says_nothing')],
            },
        ),
        migrations.CreateModel(
            name='AttachedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('content', models.FileField(max_length=200, upload_to=tresse.discussions.models.files.kept_at)),
                ('preview', models.FileField(blank=True, max_length=200, upload_to=tresse.discussions.models.files.kept_at)),
                ('token', models.CharField(default=tresse.core.ids.secret_token, max_length=60, unique=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='discussions.message')),
            ],
            options={
                'verbose_name': 'attached file',
                'verbose_name_plural': 'attached files',
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=tresse.core.clock.now)),
                ('due_on', models.DateField(verbose_name='for the')),
                ('kept_at', models.DateTimeField(blank=True, null=True)),
                ('handed_back_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harvests_promised', to='memberships.membership')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='discussions.thread')),
            ],
            options={
                'verbose_name': 'promise of a harvest',
                'verbose_name_plural': 'promises of harvests',
                'ordering': ('-made_at', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('handed_back_at', None), ('kept_at', None)), fields=('thread',), name='promise_one_held_per_thread'), models.CheckConstraint(condition=models.Q(('kept_at', None), ('handed_back_at', None), _connector='OR'), name='promise_kept_or_handed_back')],
            },
        ),
        migrations.CreateModel(
            name='Harvest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(max_length=20000, verbose_name='what this conversation has brought')),
                ('at', models.DateTimeField(default=tresse.core.clock.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harvests', to='memberships.membership')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='harvests', to='discussions.thread')),
            ],
            options={
                'verbose_name': 'harvest',
                'verbose_name_plural': 'harvests',
                'ordering': ('thread', '-number'),
                'constraints': [models.UniqueConstraint(fields=('thread', 'number'), name='harvest_one_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('follows', models.BooleanField(null=True, verbose_name='follows')),
                ('token', models.CharField(default=tresse.core.ids.secret_token, max_length=60, unique=True)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='memberships.membership')),
                ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='discussions.thread')),
            ],
            options={
                'verbose_name': 'following of a conversation',
                'verbose_name_plural': 'followings of conversations',
                'constraints': [models.UniqueConstraint(fields=('thread', 'membership'), name='following_one_each')],
            },
        ),
        migrations.CreateModel(
            name='MessageRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('until', models.DateTimeField(default=tresse.core.clock.now)),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='discussions.message')),
            ],
            options={
                'verbose_name': 'earlier words of a message',
                'verbose_name_plural': 'earlier words of messages',
                'ordering': ('message', '-number'),
                'constraints': [models.UniqueConstraint(fields=('message', 'number'), name='message_revision_one_per_number'), models.CheckConstraint(condition=models.Q(('erased_at', None), ('text', ''), _connector='OR'), name='message_revision_erased_says_nothing')],
            },
        ),
    ]
