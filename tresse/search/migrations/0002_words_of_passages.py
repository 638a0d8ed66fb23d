"""The full-text index itself, in the words of each database (tresse/search/postings/)."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_words USING fts5(words, content='', detail=none, columnsize=0,
       tokenize="unicode61 remove_diacritics 0 tokenchars ':=@#%'")"""
]
POSTGRESQL = [
    "CREATE TABLE search_words (place bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words_gin ON search_words USING gin (words)",
]


def create(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_passages")]
    operations = [migrations.RunPython(create, drop)]
