from django.db import migrations


def unsign(apps, schema_editor):
    """Of sessions that came under the Chatham House rule before the rule forgot who moved them along or sat with whom (S3)."""
    apps.get_model("facilitation", "Seat").objects.filter(draw__meeting__chatham_house=True).delete()
    apps.get_model("facilitation", "Turn").objects.filter(meeting__chatham_house=True).update(by=None)


class Migration(migrations.Migration):
    dependencies = [
        ("facilitation", "0002_steps_have_a_length"),
        ("meetings", "0008_minutes_may_be_unsigned"),
    ]

    operations = [migrations.RunPython(unsign, migrations.RunPython.noop, elidable=True)]
