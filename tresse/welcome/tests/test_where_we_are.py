"""« Where we are » makes itself, shows nothing beyond its reader's audience, and proposes a first gesture (O4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Cycle, Strand
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.decisions.actions import record_decision
from tresse.documents.actions import begin_document
from tresse.documents.models import Document
from tresse.meetings.models import Attendance, Minutes
from tresse.meetings.tests.factories import held, session
from tresse.objectives import OBJECTIVES
from tresse.welcome.where_we_are import WhereWeAre

PAGE = "/c/cp-genre/where-we-are/"


def here(cast: Cast, who: str = "newcomer") -> WhereWeAre:
    return WhereWeAre(cast.place(who))


def document(cast: Cast, *, title: str = "Carnet de nos résistances", reread: bool = False) -> Document:
    begun = begin_document(cast.cycle, by=cast.awa, title=title)
    Document.objects.update(rereading_opened_at=clock.now() if reread else None)
    return begun


def minutes(cast: Cast, text: str, *, audience: str = Audience.COMMUNITY, days_ago: int = 3) -> Minutes:
    meeting = held(cast, days_ago=days_ago, title=f"Séance : {text}")
    return Minutes.objects.create(
        meeting=meeting, community=cast.community, text=text, written_by=cast.place("awa"), audience=audience
    )


def test_it_tells_the_cycle_the_minutes_the_decisions_the_document_and_who_holds_what(as_: Any, cast: Cast) -> None:
    minutes(cast, "Nous avons parlé des tours de parole")
    record_decision(
        cast.community, by=cast.awa, title="Un bâton de parole", outcome="Nous l’essayons trois séances."
    )
    document(cast)
    session(cast, title="Et vous, où freinez-vous ?")
    page = as_("newcomer").get(PAGE).text
    for told in (
        "Comment faire place à chacun-e",
        "tours de parole",
        "Un bâton de parole",
        "Carnet de nos résistances",
        "où freinez-vous",
        "Awa Diop",
        "Claire Roux",
    ):
        assert told in page, told


def test_nothing_beyond_its_readers_audience(as_: Any, cast: Cast) -> None:
    kept = minutes(cast, "Dit entre nous seulement", audience=Audience.SESSION)
    kept_session = session(cast, title="À quelques-uns")
    type(kept_session).objects.filter(pk=kept_session.pk).update(audience=Audience.SESSION)
    Attendance.objects.exclude(person=cast.awa).delete()
    Attendance.objects.get_or_create(meeting=kept.meeting, person=cast.awa)
    reads = {who: "Dit entre nous seulement" in as_(who).get(PAGE).text for who in ("awa", "newcomer", "member")}
    assert reads == {"awa": True, "newcomer": False, "member": False}
    assert "À quelques-uns" not in as_("newcomer").get(PAGE).text


def test_whoever_signs_lands_there_and_reads_who_welcomes_them(as_: Any, cast: Cast) -> None:
    answer = as_("unsigned").post("/c/cp-genre/charter/signature/")
    assert answer.headers["Location"] == PAGE
    place = cast.place("unsigned")
    page = as_("unsigned").get(PAGE).text
    assert "Who welcomes you" in page
    for welcomer in place.welcome_pair.welcomers:
        assert str(welcomer.person) in page
        mine = as_("awa") if welcomer.person == cast.awa else None
        assert mine is None or "You welcome Ugo Attend" in mine.get(PAGE).text


@pytest.mark.parametrize(
    ("objective", "phase", "with_session", "with_document", "gesture"),
    [
        ("exploration", "question", True, True, "Bring a situation"),
        ("exploration", "question", False, True, "Say your part"),
        ("exploration", "map", True, True, "Add a block"),
        ("exploration", "map", True, False, "Bring a situation"),
        ("exploration", "what_next", True, True, "Reread a block"),
        ("experimentation", "trials", False, False, "Say your part"),
        ("operationalisation", "extend", True, True, "Reread a block"),
    ],
)
def test_a_first_gesture_follows_the_phase(
    cast: Cast, objective: str, phase: str, with_session: bool, with_document: bool, gesture: str
) -> None:
    Strand.objects.filter(pk=cast.strand.pk).update(objective_key=objective)
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase_key=phase)
    if with_session:
        session(cast)
    if with_document:
        document(cast, reread=True)
    assert here(cast).first_gesture.sentence.startswith(gesture)


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=lambda objective: objective.key)
def test_each_phase_has_a_gesture_even_with_nothing_around(cast: Cast, objective: Any) -> None:
    for phase in objective.phases:
        Strand.objects.filter(pk=cast.strand.pk).update(objective_key=objective.key)
        Cycle.objects.filter(pk=cast.cycle.pk).update(phase_key=phase.key)
        assert here(cast).first_gesture.href


def test_between_two_cycles_it_still_says_something(as_: Any, cast: Cast) -> None:
    Cycle.objects.update(ended_at=clock.now(), ending="without_document", ending_reason="Assez dit")
    page = as_("newcomer").get(PAGE).text
    assert ("Between two cycles" in page, "Read what was made" in page) == (True, True)
    session(cast)
    assert "Say whether you come" in as_("newcomer").get(PAGE).text


def test_as_many_queries_with_one_of_each_as_with_three(as_: Any, cast: Cast) -> None:
    sign_charter(charter_in_force(cast.community), by=cast.unsigned)
    browser = as_("unsigned")

    def fill(number: int) -> None:
        minutes(cast, f"Mot {number}", days_ago=3 + number)
        record_decision(cast.community, by=cast.awa, title=f"Choix {number}", outcome="Oui.")
        document(cast, title=f"Carnet {number}")
        with clock.at(clock.now() + timedelta(minutes=number)):
            session(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(PAGE).status_code == 200
        return len(captured)

    fill(0)
    with_one = queries()
    fill(1)
    fill(2)
    assert (queries(), with_one <= 30) == (with_one, True), with_one
