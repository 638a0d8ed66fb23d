"""What commands stand on: settings read, Django started, a database that is up to date."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tresse.commands import Refused

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor


def settle() -> None:
    """Read the settings and start Django. A wrong setting stops here, with its sentence."""
    import django  # app ready

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    compile_catalogues()
    django.setup()


def require_current_database() -> None:
    """Refuse to go on with a database that lacks migrations."""
    missing = missing_migrations()
    if missing:
        raise Refused(
            f"the database is not up to date ({len(missing)} migrations are missing): "
            "run `tresse serve` or `tresse init` once, or `python manage.py migrate`."
        )


def bring_database_up_to_date() -> int:
    """Apply the migrations that are missing; says how many there were."""
    from django.core.management import call_command  # app ready

    missing = missing_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
    return len(missing)


def missing_migrations() -> list[str]:
    """The migrations this database has not seen yet, as `core.0001_initial`."""
    executor = _executor()
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _executor() -> "MigrationExecutor":
    from django.db import DatabaseError, connection  # app ready
    from django.db.migrations.executor import MigrationExecutor  # app ready

    try:
        return MigrationExecutor(connection)
    except DatabaseError as error:
        raise Refused(f"the database does not answer: {_first_line(error)}. Check DATABASE_URL.") from None


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".") if str(error).strip() else type(error).__name__


def outdated_catalogues() -> list[Path]:
    """The message catalogues whose compiled form is missing or older than they are."""
    root = Path(__file__).resolve().parents[2]
    folders = (root / "config", *(root / "tresse").iterdir())
    sources = [source for folder in folders for source in folder.glob("locale/*/LC_MESSAGES/*.po")]
    return [source for source in sources if _is_outdated(source)]


def _is_outdated(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_catalogues() -> None:
    """Before Django reads them. Where Tresse is installed read-only, they were compiled when it was packed."""
    for source in outdated_catalogues():
        import polib  # slow, and rarely needed

        try:
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
        except OSError as error:
            raise Refused(f"the catalogue {source} could not be compiled ({error.strerror}).") from None
