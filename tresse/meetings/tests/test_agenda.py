"""The agenda: who prepares it, in which order, with which methods proposed first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.cast import EVERYBODY
from tresse.meetings import actions, queries
from tresse.meetings.actions import Planned
from tresse.meetings.methods import METHODS, Method
from tresse.meetings.models import AgendaItem
from tresse.meetings.programme import programme
from tresse.meetings.tests import factories
from tresse.objectives import OBJECTIVES

INSIDE = {"awa", "claire", "member", "newcomer", "former"}


def titles(meeting) -> list[str]:
    return [item.title for item in meeting.agenda.order_by("position")]


def positions(meeting) -> list[int]:
    return [item.position for item in meeting.agenda.order_by("position")]


@pytest.fixture
def meeting(cast):
    return factories.session(cast, agenda=[Planned(title) for title in ("un", "deux", "trois", "quatre")])


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_prepare_the_agenda(cast, meeting, who):
    try:
        actions.add_agenda_item(meeting, by=cast.person(who), title="cinq")
    except PermissionDenied:
        assert who not in INSIDE
    assert len(titles(meeting)) == (5 if who in INSIDE else 4)


@pytest.mark.parametrize(
    ("which", "to", "order"),
    [
        (0, 0, "un deux trois quatre"),
        (0, 2, "deux un trois quatre"),
        (3, 3, "un deux quatre trois"),
        (3, 1, "quatre un deux trois"),
        (1, -7, "deux un trois quatre"),
        (1, 99, "un trois quatre deux"),
    ],
)
def test_a_moment_is_moved(cast, meeting, which, to, order):
    actions.move_agenda_item(meeting.agenda.all()[which], to=to, by=cast.member)
    assert titles(meeting) == order.split()
    assert positions(meeting) == [1, 2, 3, 4]


def test_a_moment_is_removed_and_the_others_close_up(cast, meeting):
    actions.remove_agenda_item(meeting.agenda.all()[1], by=cast.member)
    assert (titles(meeting), positions(meeting)) == (["un", "trois", "quatre"], [1, 2, 3])


def test_a_moment_is_said_anew(cast, meeting):
    item = meeting.agenda.first()
    mina = cast.place("member")
    actions.change_agenda_item(item, by=cast.claire, title=" Zéro ", minutes=5, method_key="troika", led_by=mina)
    item.refresh_from_db()
    assert (item.title, item.minutes, item.method, item.led_by) == ("Zéro", 5, METHODS["troika"], mina)


def test_an_agenda_holds_forty_moments_at_most(cast):
    full = factories.session(cast, agenda=[Planned("encore")] * 40)
    with pytest.raises(ValidationError, match="forty"):
        actions.add_agenda_item(full, by=cast.member, title="le quarante et unième")


def test_the_programme_says_the_hour_of_each_moment_by_the_reader_s_clock(cast):
    start = datetime(2027, 3, 12, 14, tzinfo=ZoneInfo("America/Port-au-Prince"))
    agenda = [Planned("Météo", 10), Planned("Témoignages", 75), Planned("Fin", 5)]
    meeting = factories.session(cast, starts_at=start, agenda=agenda)
    steps = programme(meeting, queries.agenda_of(meeting), ZoneInfo("Europe/Paris"))
    assert [(step.begins, step.length) for step in steps] == [
        ("8 p.m.", "10 min"),
        ("8:10 p.m.", "1 h 15"),
        ("9:25 p.m.", "5 min"),
    ]


def test_the_programme_goes_on_by_the_clock_through_the_night_the_hour_changes(winter, cast):
    start = datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Paris"))
    agenda = [Planned("Veille", 60), Planned("Aube", 60)]
    meeting = factories.session(cast, starts_at=start, ends_at=start + timedelta(hours=4), agenda=agenda)
    steps = programme(meeting, queries.agenda_of(meeting), ZoneInfo("Europe/Paris"))
    assert [step.begins for step in steps] == ["1:30 a.m.", "3:30 a.m."]
    assert meeting.length == timedelta(hours=3)


@pytest.mark.django_db
@pytest.mark.parametrize("key", OBJECTIVES)
def test_the_methods_of_the_objective_come_first_then_all_the_others(key):
    objective = OBJECTIVES[key]
    groups = queries.methods_for([objective])
    assert [method.key for method in groups[0][1]] == list(objective.formats)
    listed = [method.key for _name, methods in groups for method in methods]
    assert sorted(listed) == sorted(METHODS)


def test_a_session_of_no_cycle_proposes_the_methods_of_every_strand(cast):
    cast.community.strands.create(title="Essais", objective_key="experimentation", position=2)
    keys = [objective.key for objective in queries.objectives_of(cast.community)]
    assert keys == ["exploration", "experimentation"]
    assert [o.key for o in queries.objectives_of(cast.community, cast.cycle)] == ["exploration"]


def test_a_new_method_takes_one_entry(cast, as_, meeting, monkeypatch):
    """Declared, it is proposed, chosen, kept and explained on the page of the session."""
    open_space = Method("open_space", "open space", "Whoever has a question opens a circle.", 90, (8, 200))
    monkeypatch.setitem(METHODS, "open_space", open_space)
    where = reverse("meetings:agenda", args=[cast.community.slug, meeting.number])
    browser = as_("member")
    assert "open space (90 min, 8 to 200 people)" in browser.get(where).text
    sent = {"title": "", "minutes": "90", "method_key": "open_space", "led_by": ""}
    assert browser.post(where, sent).status_code == 302
    assert titles(meeting)[-1] == "Open space"
    assert "Whoever has a question opens a circle." in browser.get(meeting.get_absolute_url()).text


def test_a_method_that_is_declared_no_more_leaves_the_moment_whole(cast, as_, meeting):
    AgendaItem.objects.filter(title="un").update(method_key="gone")
    assert as_("member").get(meeting.get_absolute_url()).status_code == 200


def test_a_moment_needs_a_title_or_a_method(cast, as_, meeting):
    where = reverse("meetings:agenda", args=[cast.community.slug, meeting.number])
    answer = as_("member").post(where, {"title": "", "minutes": "20", "method_key": "", "led_by": ""})
    assert (answer.status_code, len(titles(meeting))) == (422, 4)
    assert "Say what this moment is for, or choose its method." in answer.text


def test_the_agenda_is_put_in_order_without_javascript_and_with_it(cast, as_, meeting):
    last = meeting.agenda.order_by("-position")[0]
    where = reverse("meetings:agenda_place", args=[cast.community.slug, meeting.number, last.pk])
    page = as_("member").post(where, {"way": "earlier"})
    assert page["Location"] == reverse("meetings:agenda", args=[cast.community.slug, meeting.number])
    fragment = as_("member").post(where, {"way": "earlier"}, headers={"HX-Request": "true"})
    assert fragment.text.strip().startswith('<div id="steps"')
    assert titles(meeting) == ["un", "quatre", "deux", "trois"]


def test_a_moment_removed_meanwhile_is_not_found(cast, as_, meeting):
    item = meeting.agenda.first()
    where = reverse("meetings:agenda_removal", args=[cast.community.slug, meeting.number, item.pk])
    browser = as_("member")
    assert [browser.post(where).status_code for _ in range(2)] == [302, 404]
