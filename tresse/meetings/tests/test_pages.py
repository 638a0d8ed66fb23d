"""The pages of sessions: what they show to whom, what they do with bad input, how many queries they take."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from tests.cast import EVERYBODY
from tresse.accounts.models import Person
from tresse.core import clock
from tresse.documents.models import Block, Document
from tresse.meetings import actions
from tresse.meetings.actions import Planned
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests import factories

LINES = {
    "agenda-TOTAL_FORMS": "2",
    "agenda-INITIAL_FORMS": "2",
    "agenda-0-title": "",
    "agenda-0-minutes": "10",
    "agenda-0-method_key": "check_in",
    "agenda-0-led_by": "",
    "agenda-1-title": "",
    "agenda-1-minutes": "20",
    "agenda-1-method_key": "",
    "agenda-1-led_by": "",
}


def announcement(**said: str) -> dict[str, str]:
    """The form of a session in ten days, from two to four."""
    day = clock.today() + timedelta(days=10)
    usual = {"title": "Ce que nos outils ne voient pas", "day": day.isoformat(), "begins": "14:00", "ends": "16:00"}
    usual |= {"time_zone": "Europe/Paris", "audience": "community"}
    return usual | LINES | said


def address(cast, name="meetings:new", *more) -> str:
    return reverse(name, args=[cast.community.slug, *more])


def test_a_session_is_called_by_a_plain_form(cast, as_):
    sent = announcement(link="visio.example.org/nous", cycle=str(cast.cycle.pk), intention="Choisir.")
    answer = as_("awa").post(address(cast), sent, follow=True)
    meeting = Meeting.objects.get()
    assert answer.redirect_chain == [(meeting.get_absolute_url(), 302)]
    assert "the invitation leaves for 6 people" in answer.text
    assert (meeting.link, meeting.cycle, meeting.length) == (
        "https://visio.example.org/nous",
        cast.cycle,
        timedelta(hours=2),
    )
    # The line left empty does not count; the other takes the name of its method.
    assert [(item.title, item.minutes) for item in meeting.agenda.all()] == [("Check-in", 10)]


@pytest.mark.parametrize(
    ("said", "begins_and_ends"),
    [
        ({"begins": "14h30", "ends": "16 h"}, ("14:30", "16:00")),
        ({"day": "12/03/2027", "begins": "9h", "ends": "9:05"}, ("09:00", "09:05")),
    ],
)
def test_hours_are_understood_as_people_write_them(winter, cast, as_, said, begins_and_ends):
    assert as_("awa").post(address(cast), announcement(**said)).status_code == 302
    meeting = Meeting.objects.get()
    local = [moment.astimezone(meeting.zone).strftime("%H:%M") for moment in (meeting.starts_at, meeting.ends_at)]
    assert tuple(local) == begins_and_ends


def test_a_session_may_end_on_another_day(cast, as_):
    last = clock.today() + timedelta(days=11)
    assert as_("awa").post(address(cast), announcement(last_day=last.isoformat())).status_code == 302
    assert Meeting.objects.get().length in {timedelta(hours=h) for h in (25, 26, 27)}  # an hour may change


HUGE = "é" * 1_000_000
BAD = {
    "nothing at all": ({}, "This field is required."),
    "no title": (announcement(title=""), "This field is required."),
    "a title of a million letters": (announcement(title=HUGE), "at most 140 characters"),
    "an intention of a million letters": (announcement(intention=HUGE), "at most 4000 characters"),
    "the thirtieth of February": (announcement(day="2031-02-30"), "Enter a valid date."),
    "a date in the past": (announcement(day="2019-03-12"), "This date is past."),
    "the year 9999": (announcement(day="9999-12-31"), "Check the year"),
    "the year 1": (announcement(day="0001-01-01"), "Check the year"),
    "twenty-five o'clock": (announcement(begins="25:00"), "Enter a valid time."),
    "ends before it begins": (announcement(begins="16:00", ends="14:00"), "before it begins"),
    "a zone nobody knows": (announcement(time_zone="Europe/Ys"), "Select a valid choice"),
    "a link that is none": (announcement(link="javascript:alert(1)"), "Enter a valid URL."),
    "an audience nobody knows": (announcement(audience="bailleurs"), "Select a valid choice"),
    "open to all, shown to few": (announcement(is_open="on"), "everyone must be able to see it"),
    "a letter that is no letter": (announcement(title="a\x00b"), "Null characters are not allowed."),
    "an agenda without its count": (announcement(**{"agenda-TOTAL_FORMS": "beaucoup"}), ""),
    "a moment of a thousand minutes": (announcement(**{"agenda-0-minutes": "1000"}), "less than or equal to 600"),
    "a method nobody knows": (announcement(**{"agenda-0-method_key": "powerpoint"}), "Select a valid choice"),
    "led by somebody from elsewhere": (announcement(**{"agenda-0-led_by": "999999"}), "Select a valid choice"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_form_comes_back_with_a_sentence_and_what_was_typed(cast, as_, case):
    sent, says = BAD[case]
    answer = as_("awa").post(address(cast), sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert Meeting.objects.count() == 0
    if "\x00" not in sent.get("title", ""):
        assert sent.get("title", "") in answer.text


def test_the_night_the_clocks_go_forward_has_no_half_past_two(winter, cast, as_):
    night = announcement(day="2027-03-28", begins="2:30", ends="5:00")
    assert "this hour does not exist there" in as_("awa").post(address(cast), night).text
    haiti = night | {"time_zone": "America/Port-au-Prince"}
    assert as_("awa").post(address(cast), haiti).status_code == 302


def test_the_twice_sent_form_of_a_cancellation_says_it_was_cancelled(cast, as_):
    meeting = factories.session(cast)
    browser, where = as_("awa"), address(cast, "meetings:cancellation", meeting.number)
    assert browser.post(where, {"because": "Trop peu de monde."}).status_code == 302
    again = browser.post(where, {"because": "Trop peu de monde."})
    assert (again.status_code, "This session was cancelled." in again.text) == (403, True)


def test_a_past_session_is_recorded_and_one_notes_who_came(cast, as_):
    sent = announcement(day="2019-03-12", already_held="on")
    answer = as_("awa").post(address(cast), sent, follow=True)
    assert answer.redirect_chain == [(address(cast, "meetings:attendance", 1), 302)]
    assert "Now note who came." in answer.text


@pytest.mark.parametrize("answer", ["", "peut-être", "coming'; DROP TABLE"])
def test_an_answer_that_is_none_is_refused(cast, as_, answer):
    meeting = factories.session(cast)
    response = as_("member").post(address(cast, "meetings:answer", meeting.number), {"answer": answer})
    assert response.status_code == 422
    assert "Choose one of the answers." in response.text
    assert Attendance.objects.exclude(answer="").count() == 0


def test_htmx_gets_the_fragment_and_a_browser_the_page(cast, as_):
    meeting = factories.session(cast)
    where = address(cast, "meetings:answer", meeting.number)
    fragment = as_("member").post(where, {"answer": "coming"}, headers={"HX-Request": "true"})
    assert fragment.text.strip().startswith('<section id="answer"')
    assert "I am coming.</strong>" in fragment.text
    assert "data-focus" in fragment.text  # one lands where the answer is said
    page = as_("member").post(where, {"answer": "coming"})
    assert page["Location"] == f"{meeting.get_absolute_url()}#answer"


def test_an_outsider_says_they_come_and_sees_the_link(cast, as_):
    meeting = factories.session(cast, audience="public", is_open=True)
    browser = as_("outsider")
    assert meeting.link not in browser.get(meeting.get_absolute_url()).text
    browser.post(address(cast, "meetings:answer", meeting.number), {"answer": "remotely"})
    assert meeting.link in browser.get(meeting.get_absolute_url()).text
    browser.post(address(cast, "meetings:answer", meeting.number), {"answer": "not_coming"})
    assert meeting.link not in browser.get(meeting.get_absolute_url()).text


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_link_is_shown_to_those_let_in_alone(cast, as_, who):
    meeting = factories.session(cast, audience="public")
    inside = who in ("awa", "claire", "member", "newcomer", "former", "late")
    assert (meeting.link in as_(who).get(meeting.get_absolute_url()).text) == inside


LISTED = {
    "visitor": {"public"},
    "outsider": {"public"},
    "unsigned": {"public"},
    "steward": {"network", "public"},
    "neighbour": {"network", "public"},
    "member": {"session", "community", "network", "public"},
}


@pytest.mark.parametrize("who", LISTED)
@pytest.mark.parametrize("make", [factories.session, factories.held])
def test_a_list_names_only_the_sessions_that_exist_for_the_reader(cast, as_, who, make):
    for audience in LISTED["member"]:
        make(cast, audience=audience, title=f"Titre-{audience}-")
    page = as_(who).get(address(cast, "meetings:meetings")).text
    assert {audience for audience in LISTED["member"] if f"Titre-{audience}-" in page} == LISTED[who]


def test_minutes_show_on_the_list_only_to_those_who_may_read_them(cast, as_):
    meeting = factories.held(cast, audience="public")
    actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    minutes = f'{meeting.get_absolute_url()}#minutes"'
    read = {who: minutes in as_(who).get(address(cast, "meetings:meetings")).text for who in ("visitor", "member")}
    assert read == {"visitor": False, "member": True}


def test_what_looks_like_a_slip_is_asked_about_and_not_refused(cast, as_):
    start = clock.now() + timedelta(days=3)
    meeting = factories.session(
        cast, starts_at=start, ends_at=start + timedelta(hours=13), agenda=[Planned("Tout dire", 600)] * 2
    )
    for who, told in (("awa", True), ("member", False)):
        page = as_(who).get(meeting.get_absolute_url()).text
        assert ("This session lasts 13 h: check when it ends." in page) == told
        assert ("The agenda takes 20 h and the session lasts 13 h" in page) == told


def test_the_blocks_that_came_out_of_it_are_shown_as_far_as_their_document(cast, as_):
    meeting = factories.held(cast, audience="public")
    document = Document.objects.create(
        community=cast.community, cycle=cast.cycle, title="Carnet", begun_by=cast.place("awa")
    )
    Block.objects.create(
        document=document,
        position=1,
        kind_key="text",
        title="Ce que la grille ne voit pas",
        body="…",
        brought_by=cast.place("member"),
        source_type=ContentType.objects.get_for_model(Meeting),
        source_id=meeting.pk,
    )
    shown = {who: "grille" in as_(who).get(meeting.get_absolute_url()).text for who in ("visitor", "member")}
    assert shown == {"visitor": False, "member": True}


def test_beyond_the_community_a_session_lists_no_quotation(cast, as_):
    meeting = factories.held(cast, audience="public")
    document = Document.objects.create(
        community=cast.community, cycle=cast.cycle, title="Carnet", begun_by=cast.place("awa"), audience="public"
    )
    here = {"source_type": ContentType.objects.get_for_model(Meeting), "source_id": meeting.pk}
    for position, (kind, body) in enumerate([("text", "La grille"), ("voice", "On m'a fait taire")], start=1):
        Block.objects.create(
            document=document, position=position, kind_key=kind, body=body, brought_by=cast.place("member"), **here
        )
    for who in EVERYBODY:
        read = as_(who).get(meeting.get_absolute_url()).context["blocks"]
        inside = who in ("awa", "claire", "member", "newcomer", "former", "late")
        assert [block.body for block in read] == ["La grille", "On m'a fait taire"][: 1 + inside]


def full_session(cast, *, items: int, people: int) -> Meeting:
    """A session with its agenda, its answers, its minutes and what came of it."""
    meeting = factories.session(
        cast,
        audience="public",
        cycle=cast.cycle,
        agenda=[Planned(f"Moment {n}", 5, "open_exchange", cast.place("awa")) for n in range(items)],
    )
    more = [Person.objects.create_user(f"p{n}@example.org", f"Personne {n}") for n in range(people)]
    Attendance.objects.bulk_create(Attendance(meeting=meeting, person=one, answer="coming") for one in more)
    return meeting


@pytest.mark.parametrize(("who", "most"), [("awa", 20), ("member", 20), ("outsider", 16), ("visitor", 8)])
def test_a_session_takes_as_many_queries_with_twenty_moments_as_with_one(
    cast, as_, who, most, django_assert_max_num_queries
):
    browser = as_(who)
    counts = []
    for items, people in ((1, 1), (20, 40)):
        Person.objects.filter(email__startswith="p").delete()
        meeting = full_session(cast, items=items, people=people)
        with clock.at(meeting.ends_at + timedelta(hours=1)):
            actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
            with django_assert_max_num_queries(most) as counted:
                assert browser.get(meeting.get_absolute_url()).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


PAGES = {
    "meetings:meetings": 10,
    "meetings:new": 14,
    "meetings:agenda": 9,
    "meetings:change": 8,
    "meetings:attendance": 12,
}


@pytest.mark.parametrize(("name", "most"), PAGES.items())
def test_every_page_takes_as_many_queries_with_three_things_as_with_one(
    cast, as_, name, most, django_assert_max_num_queries
):
    browser, counts = as_("awa"), []
    for number in (1, 3):
        while Meeting.objects.count() < 2 * number:
            factories.held(cast, agenda=[Planned("Un moment", 5, "fishbowl", cast.place("claire"))] * number)
            factories.session(cast)
        where = [cast.community.slug]
        where += [] if name in ("meetings:meetings", "meetings:new") else [2 * number - 1]
        with django_assert_max_num_queries(most) as counted:
            assert browser.get(reverse(name, args=where)).status_code == 200
        counts.append(SimpleNamespace(number=number, queries=len(counted)))
    assert counts[0].queries == counts[1].queries


def test_the_past_is_shown_page_by_page(cast, as_):
    for number in range(22):
        factories.held(cast, title=f"Tenue-{number:02}-")
    browser, where = as_("member"), address(cast, "meetings:meetings")
    on = [browser.get(where, {"page": page}).text.count("Tenue-") // 2 for page in ("1", "2", "beaucoup", "99")]
    assert on[1] == on[3] < on[0] == on[2]
