"""What the worker does with the tasks that wait."""

import os
import socket
import threading
from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from tresse.core import clock, worker

pytestmark = pytest.mark.django_db
DEAD = f"{socket.gethostname()[:32]}:4194305"  # above any process number of Linux
ALIVE = f"{socket.gethostname()[:32]}:{os.getpid()}"
ELSEWHERE = "another-machine:12"


@task()
def add(a: int, b: int) -> int:
    return a + b


@task()
def fail() -> None:
    raise ValueError("nothing to see")


def running(*worker_ids: str, for_minutes: int = 0) -> DBTaskResult:
    waiting = add.enqueue(1, 2)
    DBTaskResult.objects.filter(pk=waiting.id).update(
        status=TaskResultStatus.RUNNING,
        worker_ids=list(worker_ids),
        started_at=clock.now() - timedelta(minutes=for_minutes),
    )
    return DBTaskResult.objects.get(pk=waiting.id)


@pytest.mark.django_db(transaction=True)
def test_it_does_everything_that_waits_and_goes_on_when_one_fails():
    results = [fail.enqueue(), add.enqueue(1, 2), add.enqueue(3, 4)]
    worker._worker().run()
    done = {str(result.id): DBTaskResult.objects.get(pk=result.id) for result in results}
    assert [(row.status, row.return_value) for row in done.values()] == [
        (TaskResultStatus.FAILED, None),
        (TaskResultStatus.SUCCESSFUL, 3),
        (TaskResultStatus.SUCCESSFUL, 7),
    ]
    assert not worker.tasks_wait()


@pytest.mark.parametrize(
    ("worker_ids", "minutes", "status"),
    [
        ([DEAD], 0, TaskResultStatus.READY),
        ([ALIVE], 0, TaskResultStatus.RUNNING),
        ([ELSEWHERE], 0, TaskResultStatus.RUNNING),
        ([ELSEWHERE], 16, TaskResultStatus.READY),
        ([ALIVE], 16, TaskResultStatus.READY),
        ([DEAD, DEAD], 0, TaskResultStatus.READY),
        ([DEAD, DEAD, DEAD], 0, TaskResultStatus.FAILED),
    ],
)
def test_what_a_dead_worker_left_is_taken_up_at_most_three_times(worker_ids, minutes, status):
    task = running(*worker_ids, for_minutes=minutes)
    worker.take_up_abandoned_tasks()
    task.refresh_from_db()
    assert task.status == status


def test_what_went_well_is_forgotten_after_a_week_and_what_failed_after_a_month():
    for days in (6, 8, 31):
        for status in (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED):
            task = running(ALIVE)
            DBTaskResult.objects.filter(pk=task.pk).update(
                status=status, finished_at=clock.now() - timedelta(days=days)
            )
    worker.forget_finished_tasks()
    kept = DBTaskResult.objects.values_list("status", flat=True)
    assert sorted(kept) == [TaskResultStatus.FAILED, TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL]


def test_a_task_nobody_takes_up_is_late_after_two_minutes():
    waiting = add.enqueue(1, 2)
    assert worker.late_tasks() == 0
    DBTaskResult.objects.filter(pk=waiting.id).update(enqueued_at=clock.now() - timedelta(minutes=3))
    assert worker.late_tasks() == 1


def test_the_clock_calls_each_at_its_rhythm_and_outlives_what_fails(monkeypatch, caplog):
    called: list[str] = []
    stop = threading.Event()

    def often() -> None:
        called.append("often")
        if called.count("often") == 3:
            stop.set()

    def once() -> None:
        called.append("once")
        raise ValueError("it went wrong")

    rhythms = (("often", timedelta(milliseconds=10)), ("once", timedelta(hours=1)))
    monkeypatch.setattr(worker, "RECURRING", rhythms)
    monkeypatch.setattr(worker, "import_string", {"often": often, "once": once}.get)
    worker._keep_clock(stop)
    assert called == ["often", "once", "often", "often"]
    assert "it went wrong" in caplog.text


def test_everything_the_clock_names_exists():
    from django.utils.module_loading import import_string

    assert all(callable(import_string(path)) for path, _rhythm in worker.RECURRING)
