"""The database itself refuses to change what was attested, or to remove it: withdrawing it leaves a notice."""

from django.db import migrations

COLUMNS = (
    "code", "person_id", "cycle_id", "language", "content", "digest", "signature", "public_key", "made_at",
)  # fmt: skip


def forbid_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in COLUMNS)
        changed += " OR (OLD.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NOT NEW.withdrawn_at)"
        statements = [
            f"""CREATE TRIGGER attestation_never_changes BEFORE UPDATE ON value_attestation WHEN {changed}
                BEGIN SELECT RAISE(ABORT, 'an attestation never changes'); END""",
            """CREATE TRIGGER attestation_never_vanishes BEFORE DELETE ON value_attestation
                BEGIN SELECT RAISE(ABORT, 'an attestation never vanishes'); END""",
        ]
    else:
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in COLUMNS)
        changed += " OR (OLD.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at)"
        statements = [
            """CREATE FUNCTION attestation_is_immutable() RETURNS trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'an attestation never changes'
                  USING ERRCODE = 'integrity_constraint_violation'; END $$""",
            f"""CREATE TRIGGER attestation_never_changes BEFORE UPDATE ON value_attestation
                FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION attestation_is_immutable()""",
            """CREATE TRIGGER attestation_never_vanishes BEFORE DELETE ON value_attestation
                FOR EACH ROW EXECUTE FUNCTION attestation_is_immutable()""",
        ]
    for statement in statements:
        schema_editor.execute(statement)


def allow_changes(apps, schema_editor):
    on = "" if schema_editor.connection.vendor == "sqlite" else " ON value_attestation"
    schema_editor.execute(f"DROP TRIGGER attestation_never_changes{on}")
    schema_editor.execute(f"DROP TRIGGER attestation_never_vanishes{on}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION attestation_is_immutable()")


class Migration(migrations.Migration):
    dependencies = [("value", "0001_initial")]
    operations = [migrations.RunPython(forbid_changes, allow_changes)]
