"""The worker: does the tasks that wait in the database, and keeps the clock of `config/recurring.py`."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType
from typing import Any

from django.db import DatabaseError, close_old_connections, transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from config.recurring import RECURRING
from tresse.core import clock

logger = logging.getLogger("tresse.worker")

LOOKS_EVERY = 0.25  # seconds; a look is one indexed SELECT, and commits nothing
# A task that still runs after this long has lost its worker: the longest, a PDF, takes seconds.
ABANDONED_AFTER = timedelta(minutes=15)
# A task that took this many workers down with it is not tried again.
TRIES = 3
FINISHED_TASKS_ARE_KEPT = timedelta(days=7)


def run() -> None:
    """Work until SIGTERM or SIGINT; the task at hand is finished first."""
    stop = threading.Event()
    worker = _worker()

    def finish(signum: int, frame: FrameType | None) -> None:
        worker.running = False
        stop.set()

    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    keeper = threading.Thread(target=_keep_clock, args=(stop,), name="clock", daemon=True)
    keeper.start()
    while not stop.is_set():
        _quietly(lambda: worker.run() if tasks_wait() else None, "the tasks that wait")
        stop.wait(LOOKS_EVERY)
    keeper.join(timeout=30)


def tasks_wait() -> bool:
    """There is something to do."""
    return DBTaskResult.objects.ready().exists()


def late_tasks(after: timedelta = timedelta(minutes=2)) -> int:
    """How many tasks nobody took up in time: with any, no worker runs, or too few."""
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=clock.now() - after).count()


def take_up_abandoned_tasks() -> None:
    """Give the tasks whose worker died (power cut, `kill -9`) to the next one: tasks may be done twice."""
    for task in DBTaskResult.objects.running():
        if _is_abandoned(task):
            _give_back(task)


def forget_finished_tasks() -> None:
    """Remove what was done a week ago and went well. What failed is kept a month, for `tresse doctor`."""
    before = clock.now() - FINISHED_TASKS_ARE_KEPT
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=before - timedelta(days=23)).delete()


def _worker() -> Worker:
    """A worker that does everything that waits, then comes back."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()[:32]}:{os.getpid()}",
        excluded_queue_names=[],
    )


def _keep_clock(stop: threading.Event) -> None:
    due = {path: 0.0 for path, _rhythm in RECURRING}
    while not stop.wait(max(0.0, min(due.values()) - time.monotonic())):
        for path, rhythm in RECURRING:
            if due[path] <= time.monotonic() and not stop.is_set():
                _quietly(import_string(path), path)
                due[path] = time.monotonic() + rhythm.total_seconds()


def _quietly(work: Callable[[], object], name: str) -> None:
    """One thing that fails does not stop the others; a database that is away is waited for."""
    close_old_connections()
    try:
        work()
    except DatabaseError as error:
        logger.warning("%s: the database does not answer (%s)", name, error)
        time.sleep(1)
    except Exception:
        logger.exception("%s failed", name)


def _is_abandoned(task: Any) -> bool:
    if task.started_at and task.started_at < clock.now() - ABANDONED_AFTER:
        return True
    host, _, pid = (task.worker_ids[-1] if task.worker_ids else "").rpartition(":")
    return host == socket.gethostname()[:32] and pid.isdigit() and not _is_alive(int(pid))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@transaction.atomic
def _give_back(task: Any) -> None:
    same = DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)
    if len(task.worker_ids) < TRIES:
        same.update(status=TaskResultStatus.READY, started_at=None)
    else:
        same.update(
            status=TaskResultStatus.FAILED,
            finished_at=clock.now(),
            traceback=f"{TRIES} workers stopped while doing this.",
        )
