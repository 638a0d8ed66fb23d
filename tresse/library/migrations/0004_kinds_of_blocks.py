"""The kinds of its blocks, to search by. SQLite makes the table anew, so the triggers are laid again after it."""

from importlib import import_module

from django.db import migrations, models

immutability = import_module("tresse.library.migrations.0003_publications_never_change")


def forbid_changes(apps, schema_editor):
    immutability.forbid_changes(apps, schema_editor, columns=(*immutability.COLUMNS, "kinds"))


class Migration(migrations.Migration):
    dependencies = [("library", "0003_publications_never_change")]
    operations = [
        migrations.RunPython(immutability.allow_changes, immutability.forbid_changes),
        migrations.AddField("publication", "kinds", models.CharField(blank=True, max_length=400)),
        migrations.RunPython(forbid_changes, immutability.allow_changes),
    ]
