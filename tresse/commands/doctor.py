"""Examine the network: settings, database, journal, publications, mail, tasks, files.

Prints one line for each thing looked at. Exits with 1 when something needs somebody.
"""

import argparse
from collections.abc import Callable, Iterator

from tresse.commands import Refused
from tresse.commands.ground import missing_migrations, outdated_catalogues, settle


def describe(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose."""


def run(options: argparse.Namespace) -> None:
    catalogues = [str(source) for source in outdated_catalogues()]
    settle()
    if missing_migrations():
        raise Refused("the database is not up to date: `tresse serve` or `tresse init` applies its migrations.")
    found = 0
    for name, look in EXAMINATIONS.items():
        complaints = list(look())
        found += len(complaints)
        print(f"{'!!' if complaints else 'ok'}  {name}")
        for complaint in complaints:
            print(f"    {complaint}")
    if catalogues:
        print(f"    {len(catalogues)} message catalogues were compiled just now.")
    if found:
        raise Refused(f"{found} {'thing needs' if found == 1 else 'things need'} somebody.")


def _settings() -> Iterator[str]:
    from django.conf import settings  # app ready
    from django.core.checks import WARNING, run_checks  # app ready

    for message in run_checks():
        if message.level >= WARNING:
            yield f"{message.id}: {message.msg}"
    if not settings.TRESSE_DEVELOPMENT and settings.TRESSE_URL.startswith("http://") and not _is_local():
        yield "TRESSE_URL begins with http://: people's words and codes would travel in clear. Serve it by https."


def _is_local() -> bool:
    from django.conf import settings  # app ready

    return any(local in settings.TRESSE_URL for local in ("//127.0.0.1", "//localhost", "//[::1]"))


def _database() -> Iterator[str]:
    from django.db import connection  # app ready

    if connection.vendor != "sqlite":
        return
    wanted = {"journal_mode": ("wal",), "synchronous": (2, 3), "foreign_keys": (1,)}
    with connection.cursor() as cursor:
        for pragma, values in wanted.items():
            found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if found not in values:
                yield f"PRAGMA {pragma} is {found}: what was acknowledged might be lost in a power cut."
        for (said,) in cursor.execute("PRAGMA quick_check(5)").fetchall():
            if said != "ok":
                yield f"The database file is damaged: {said}"


def _network() -> Iterator[str]:
    from tresse.networks.models import Stewardship  # app ready
    from tresse.networks.queries import current_network  # app ready

    if current_network() is None:
        yield "There is no network yet: `tresse init` makes one."
    elif not Stewardship.objects.live().exists():
        yield "The network has no steward."


def _journal() -> Iterator[str]:
    from tresse.core.journal import broken_entries  # app ready
    from tresse.core.models import JournalEntry  # app ready

    entries = JournalEntry.objects.order_by("stream", "number").iterator(chunk_size=1000)
    for entry in broken_entries(entries):
        yield f"The chain is broken at {entry.stream}, entry {entry.number} ({entry.kind}): altered outside Tresse."


def _publications() -> Iterator[str]:
    from django.core.files.storage import default_storage  # app ready

    from tresse.library.models import Publication  # app ready

    for publication in Publication.objects.exclude(pdf="").iterator():
        if not default_storage.exists(str(publication.pdf)):
            yield f"The PDF of {publication.address} v{publication.version} is missing from the files folder."


def _mail() -> Iterator[str]:
    from django.conf import settings  # app ready

    from tresse.core import outbox  # app ready
    from tresse.networks.queries import current_network  # app ready

    network = current_network()
    if not settings.MAIL_IS_SET and not (network and network.is_example):
        yield "No mail server is set (TRESSE_MAIL_URL): mail waits, and nobody can sign in by code."
    for mail in outbox.stuck()[:20]:
        state = "was given up" if mail.given_up_at else "still waits"
        yield f"The mail « {mail.subject} » to {mail.to} {state} ({mail.last_error or 'not tried yet'})."


def _mail_in() -> Iterator[str]:
    """Nothing of what a letter says is told."""
    from django.conf import settings  # app ready

    from tresse.letterbox import certificate, receiver  # app ready
    from tresse.letterbox.models import IncomingMail  # app ready

    if settings.MAIL_IN and not (settings.SMTP_LISTENS or settings.LMTP_LISTENS or settings.IMAP):
        yield "TRESSE_MAIL_IN is set and no way leads there: set TRESSE_LMTP, TRESSE_SMTP or TRESSE_IMAP_URL."
    if not settings.MAIL_IN and (settings.SMTP_LISTENS or settings.LMTP_LISTENS or settings.IMAP):
        yield "Mail could come in, and TRESSE_MAIL_IN does not say at which addresses."
    if settings.MAIL_IN and (settings.LMTP_LISTENS or settings.IMAP) and not settings.MAIL_AUTHSERV:
        yield "TRESSE_MAIL_AUTHSERV is not set: nothing checks whom letters are from, beyond their address."
    yield from certificate.complaints()
    yield from receiver.not_answering()
    unread, late = IncomingMail.objects.unreadable().count(), IncomingMail.objects.late().count()
    if unread:
        yield f"{unread} letters could not be read: `tresse letterbox --unread` lists them."
    if late:
        yield f"{late} letters have waited for ten minutes: is `tresse serve` or `tresse worker` running?"


def _tasks() -> Iterator[str]:
    from django_tasks_db.models import DBTaskResult  # app ready

    from tresse.core.worker import late_tasks  # app ready

    late = late_tasks()
    if late:
        yield f"{late} tasks wait for a worker: is `tresse serve` or `tresse worker` running?"
    for task in DBTaskResult.objects.failed().order_by("-finished_at")[:20]:
        said = task.traceback.strip().splitlines()[-1:] or [task.exception_class_path]
        yield f"The task {task.task_path} failed on {task.finished_at:%Y-%m-%d %H:%M}: {said[0]}"


def _files() -> Iterator[str]:
    import tempfile  # app ready
    from pathlib import Path  # app ready

    from django.conf import settings  # app ready

    for folder in (Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            yield f"{folder} cannot be written ({error.strerror})."


EXAMINATIONS: dict[str, Callable[[], Iterator[str]]] = {
    "settings": _settings,
    "database": _database,
    "network and stewards": _network,
    "journal: every chain": _journal,
    "publications": _publications,
    "mail": _mail,
    "mail that comes in": _mail_in,
    "tasks": _tasks,
    "folders": _files,
}
