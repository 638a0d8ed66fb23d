from datetime import timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from config.version import VERSION
from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.core import clock

ACCESS = {"healthz": dict.fromkeys(EVERYBODY, 200)}


@task()
def nothing() -> None:
    """A task that somebody should take up."""


def test_whoever_watches_the_server_needs_no_account(as_, cast):
    check_access(as_, ACCESS, {})


@pytest.mark.django_db
def test_it_says_what_is_well_and_which_tresse_this_is(client):
    response = client.get("/healthz")
    assert response.json() == {"version": VERSION, "database": "ok", "worker": "ok"}
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_it_says_when_no_worker_takes_up_what_waits(client):
    waiting = nothing.enqueue()
    DBTaskResult.objects.filter(pk=waiting.id).update(enqueued_at=clock.now() - timedelta(minutes=3))
    assert client.get("/healthz").json() == {"version": VERSION, "database": "ok", "worker": "late"}


@pytest.mark.django_db
def test_it_costs_two_queries_at_most(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get("/healthz")
