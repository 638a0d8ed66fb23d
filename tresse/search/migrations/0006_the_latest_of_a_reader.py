"""The latest passages of a reader, for PostgreSQL alone: SQLite's own index reads the latest first (tresse/search/postings/)."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE INDEX search_passage_of_a_reader ON search_passage (reader, place)", None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS search_passage_of_a_reader")


class Migration(migrations.Migration):
    dependencies = [("search", "0005_a_mark_of_what_is_said")]
    operations = [migrations.RunPython(create, drop)]
