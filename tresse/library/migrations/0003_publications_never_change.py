"""The database itself refuses to change what was published, or to remove it (P4)."""

from django.db import migrations

COLUMNS = (
    "address", "version", "document_id", "community_id", "cycle_id", "title", "summary", "language", "licence",
    "objective_key", "content", "credits", "trail", "digest", "published_at", "act_id",
)  # fmt: skip


def forbid_changes(apps, schema_editor, columns=COLUMNS):
    if schema_editor.connection.vendor == "sqlite":
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        statements = [
            f"""CREATE TRIGGER publication_never_changes BEFORE UPDATE ON library_publication WHEN {changed}
                BEGIN SELECT RAISE(ABORT, 'a publication never changes'); END""",
            """CREATE TRIGGER publication_never_vanishes BEFORE DELETE ON library_publication
                BEGIN SELECT RAISE(ABORT, 'a publication never vanishes'); END""",
        ]
    else:
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
        statements = [
            """CREATE FUNCTION publication_is_immutable() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'a publication never changes'
                  USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            f"""CREATE TRIGGER publication_never_changes BEFORE UPDATE ON library_publication
                FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION publication_is_immutable()""",
            """CREATE TRIGGER publication_never_vanishes BEFORE DELETE ON library_publication
                FOR EACH ROW EXECUTE FUNCTION publication_is_immutable()""",
        ]
    for statement in statements:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else " ON library_publication"
    schema_editor.execute(f"DROP TRIGGER publication_never_changes{on}")
    schema_editor.execute(f"DROP TRIGGER publication_never_vanishes{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION publication_is_immutable()")


class Migration(migrations.Migration):
    dependencies = [("library", "0002_initial")]
    operations = [migrations.RunPython(forbid_changes, allow_changes)]
