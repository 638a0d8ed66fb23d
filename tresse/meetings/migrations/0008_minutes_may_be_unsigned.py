import django.db.models.deletion
from django.db import migrations, models


def unsign(apps, schema_editor):
    """What was written under the Chatham House rule before it kept nobody's name (S3)."""
    under_the_rule = apps.get_model("meetings", "Minutes").objects.filter(meeting__chatham_house=True)
    apps.get_model("meetings", "MinutesPart").objects.filter(minutes__in=under_the_rule).update(written_by=None)
    under_the_rule.update(written_by=None, ready_by=None)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0007_series_places_rooms_and_joint_sessions"),
        ("memberships", "0005_moved_at"),
    ]

    operations = [
        migrations.AlterField(
            model_name="minutes",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="memberships.membership",
            ),
        ),
        migrations.AlterField(
            model_name="minutespart",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="memberships.membership",
            ),
        ),
        migrations.RunPython(unsign, migrations.RunPython.noop, elidable=True),
    ]
