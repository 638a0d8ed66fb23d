"""What the calendars hold, for whom, and how they are read again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.feeds import actions, addresses, queries
from tresse.meetings import actions as meetings
from tresse.meetings.actions import Planned
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories
from tresse.memberships import actions as memberships


def mine(who) -> str:
    return addresses.address_of_mine(actions.key_of(who)).removeprefix("http://127.0.0.1:8000")


def inside(who, community) -> str:
    key = actions.key_of(who)
    return addresses.address_of_inside(key, community).removeprefix("http://127.0.0.1:8000")


@pytest.fixture
def sessions(cast):
    """One of each audience in CP Genre, an open one, and one next door."""
    made = {
        audience: factories.session(cast, title=f"Séance {audience}", audience=audience)
        for audience in (Audience.COMMUNITY, Audience.NETWORK, Audience.PUBLIC, Audience.SESSION)
    }
    made["open"] = factories.session(cast, title="Séance ouverte", audience="public", is_open=True)
    made["next door"] = factories.session(cast, inside_of=cast.next_door, by=cast.neighbour, title="À côté")
    return made


EVERYTHING = {
    "CP Genre: Séance community",
    "CP Genre: Séance network",
    "CP Genre: Séance public",
    "CP Genre: Séance session",
    "CP Genre: Séance ouverte",
}
PUBLIC = {"CP Genre: Séance public", "CP Genre: Séance ouverte"}


def test_each_calendar_holds_what_its_reader_may_see(cast, sessions, read):
    found = {
        "agenda": set(read("/agenda.ics")),
        "community": set(read("/c/cp-genre/agenda.ics")),
        "member": set(read(inside(cast.member, cast.community))),
        "member, all": set(read(mine(cast.member))),
        "neighbour": set(read(inside(cast.neighbour, cast.community))),
        "neighbour, all": set(read(mine(cast.neighbour))),
        "steward": set(read(inside(cast.steward, cast.community))),
        "steward, all": set(read(mine(cast.steward))),
        "unsigned": set(read(inside(cast.unsigned, cast.community))),
        "outsider": set(read(inside(cast.outsider, cast.community))),
        "outsider, all": set(read(mine(cast.outsider))),
    }
    of_network = {*PUBLIC, "CP Genre: Séance network"}
    assert found == {
        "agenda": {"CP Genre: Séance ouverte"},
        "community": PUBLIC,
        "member": EVERYTHING,
        "member, all": EVERYTHING,
        "neighbour": of_network,
        "neighbour, all": {"CP ECSI: À côté"},
        "steward": of_network,
        "steward, all": set(),
        "unsigned": PUBLIC,
        "outsider": PUBLIC,
        "outsider, all": set(),
    }


def test_signing_in_changes_nothing_to_a_public_calendar(cast, sessions, as_):
    texts = {who: as_(who).get("/c/cp-genre/agenda.ics").content for who in ("visitor", "member", "awa")}
    assert len(set(texts.values())) == 1


def test_a_session_kept_to_those_who_came_is_in_no_calendar_of_who_did_not(cast, sessions, read):
    sessions[Audience.SESSION].attendances.filter(person=cast.member).update(came=False)
    sessions[Audience.SESSION].attendances.filter(person=cast.newcomer).delete()
    kept = "CP Genre: Séance session"
    found = {
        who: [kept in read(address(cast.person(who))) for address in (mine, lambda p: inside(p, cast.community))]
        for who in ("awa", "member", "newcomer")
    }
    assert found == {"awa": [True, True], "member": [False, False], "newcomer": [False, False]}


def test_whoever_leaves_reads_what_everybody_reads_at_the_next_fetch(cast, sessions, read):
    here, all_mine = inside(cast.member, cast.community), mine(cast.member)
    assert set(read(here)) == EVERYTHING
    memberships.leave(cast.community, by=cast.member)
    assert (set(read(here)), set(read(all_mine))) == (PUBLIC, set())


def test_narrowing_takes_effect_at_the_next_fetch(cast, sessions, read):
    assert "CP Genre: Séance public" in read("/c/cp-genre/agenda.ics")
    meetings.change_meeting(sessions[Audience.PUBLIC], by=cast.awa, audience=Audience.COMMUNITY)
    assert set(read("/c/cp-genre/agenda.ics")) == {"CP Genre: Séance ouverte"}


def test_an_open_session_elsewhere_is_in_mine_once_i_said_i_come(cast, sessions, read):
    meetings.answer_invitation(sessions["open"], answer="remotely", by=cast.outsider)
    (event,) = read(mine(cast.outsider)).values()
    assert "visio.example.org/secret" in event.location.value
    meetings.answer_invitation(sessions["open"], answer="not_coming", by=cast.outsider)
    assert read(mine(cast.outsider)) == {}


def test_the_link_of_the_video_is_for_those_let_in(cast, sessions):
    link = "visio.example.org/secret"
    read = {
        name: Client().get(address).content.decode().replace("\r\n ", "").count(link)
        for name, address in {
            "agenda": "/agenda.ics",
            "community": "/c/cp-genre/agenda.ics",
            "member": inside(cast.member, cast.community),
            "outsider": inside(cast.outsider, cast.community),
        }.items()
    }
    assert read == {"agenda": 0, "community": 0, "member": 5, "outsider": 0}


@pytest.mark.parametrize(
    ("answer", "partstat", "status", "transp", "words"),
    [
        ("", "NEEDS-ACTION", "TENTATIVE", "OPAQUE", "Not answered yet"),
        ("coming", "ACCEPTED", "CONFIRMED", "OPAQUE", "I am coming"),
        ("remotely", "ACCEPTED", "CONFIRMED", "OPAQUE", "I am coming by video"),
        ("later", "TENTATIVE", "CONFIRMED", "TRANSPARENT", "I am taking part in my own time"),
        ("not_coming", "DECLINED", "CONFIRMED", "TRANSPARENT", "I cannot come"),
    ],
)
def test_mine_says_what_i_answered_and_names_nobody_else(cast, read, answer, partstat, status, transp, words):
    meeting = factories.session(cast, agenda=[Planned("Trois témoignages", 75, "", cast.place("claire"))])
    meetings.answer_invitation(meeting, answer="coming", by=cast.claire)
    if answer:
        meetings.answer_invitation(meeting, answer=answer, by=cast.member)
    (event,) = read(mine(cast.member)).values()
    (attendee,) = event.contents["attendee"]
    assert (attendee.value, attendee.params["PARTSTAT"]) == ("mailto:mina@example.org", [partstat])
    assert (event.status.value, event.transp.value) == (status, transp)
    assert event.description.value.startswith(f"Your answer: {words}\n\n75 min: Trois témoignages\n\nhttp")
    assert "laire" not in Client().get(mine(cast.member)).content.decode().replace("\r\n ", "")


def test_on_the_waiting_list_one_may_come_and_the_hours_are_kept(cast, read):
    meeting = factories.session(cast, places=1)
    meetings.answer_invitation(meeting, answer="coming", by=cast.awa)
    meetings.answer_invitation(meeting, answer="coming", by=cast.member)
    (event,) = read(mine(cast.member)).values()
    (attendee,) = event.contents["attendee"]
    assert (attendee.params["PARTSTAT"], event.transp.value) == (["TENTATIVE"], "OPAQUE")
    assert event.description.value.startswith("Your answer: I am on the waiting list\n")


def test_a_joint_session_is_in_the_calendars_of_both_communities_once_accepted(cast, read):
    meeting = factories.session(cast, title="Commune")
    joining = meetings.invite_community(meeting, cast.next_door, by=cast.awa)
    before = [read(mine(cast.neighbour)), read(inside(cast.neighbour, cast.next_door))]
    meetings.accept_joining(joining, by=cast.neighbour)
    after = [read(mine(cast.neighbour)), read(inside(cast.neighbour, cast.next_door)), read(mine(cast.member))]
    assert [set(each) for each in before] == [set(), set()]
    assert [set(each) for each in after] == [{"CP Genre: Commune"}] * 3
    assert "visio.example.org/secret" in after[0]["CP Genre: Commune"].location.value
    assert read("/c/cp-ecsi/agenda.ics") == {}


def test_under_the_chatham_house_rule_not_even_my_own_answer_is_there(cast, read):
    meeting = factories.session(cast, chatham_house=True)
    meetings.answer_invitation(meeting, answer="coming", by=cast.member)
    (event,) = read(mine(cast.member)).values()
    text = Client().get(mine(cast.member)).content.decode()
    assert [word in text for word in ("ATTENDEE", "PARTSTAT", "mina", "TRANSP")] == [False] * 4
    assert (event.status.value, "Your answer" in event.description.value) == ("CONFIRMED", False)


def test_public_calendars_name_nobody(cast, sessions):
    for address in ("/agenda.ics", "/c/cp-genre/agenda.ics"):
        text = Client().get(address).content.decode()
        assert ("ATTENDEE" in text, "METHOD:PUBLISH" in text) == (False, True)


def test_a_change_and_a_cancellation_are_the_same_event_said_anew(cast, read):
    meeting = factories.session(cast, audience="public")
    seen = []
    for days, act in enumerate(
        (
            lambda: None,
            lambda: meetings.move_meeting(
                meeting,
                by=cast.awa,
                starts_at=meeting.starts_at + timedelta(days=1),
                ends_at=meeting.ends_at + timedelta(days=1),
            ),
            lambda: meetings.cancel_meeting(meeting, because="La salle est inondée.", by=cast.awa),
        )
    ):
        with clock.at(clock.now() + timedelta(days=days)):
            act()
            (event,) = read("/c/cp-genre/agenda.ics").values()
            seen.append(
                (
                    event.uid.value,
                    event.sequence.value,
                    event.status.value,
                    event.last_modified.value,
                    event.dtstamp.value,
                )
            )
    begun = clock.now()
    uid = f"session-{meeting.pk}@127.0.0.1"
    assert seen == [
        (uid, str(days), status, begun + timedelta(days=days), begun + timedelta(days=days))
        for days, status in enumerate(("CONFIRMED", "CONFIRMED", "CANCELLED"))
    ]
    assert event.description.value.startswith("La salle est inondée.")


def test_what_has_not_changed_is_answered_in_a_word(cast, sessions):
    for address in ("/agenda.ics", mine(cast.member)):
        first = Client().get(address)
        with clock.at(clock.now() + timedelta(hours=3)):
            again = Client().get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        meetings.answer_invitation(sessions["open"], answer="coming", by=cast.member)
        meetings.change_meeting(sessions["open"], by=cast.awa, title="Un autre titre" + address[:7])
        changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
        assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


def test_it_says_how_it_is_called_and_when_to_come_back(cast):
    text = Client().get(mine(cast.member)).content.decode()
    for line in (
        "NAME:My sessions",
        "X-WR-CALNAME:My sessions",
        "REFRESH-INTERVAL;VALUE=DURATION:PT2H",
        "X-PUBLISHED-TTL:PT2H",
    ):
        assert f"\r\n{line}\r\n" in text


def test_a_secret_calendar_is_kept_by_nobody_in_between(cast):
    answer = Client().get(mine(cast.member))
    said = {name: answer[name] for name in ("Cache-Control", "X-Robots-Tag")}
    assert (said, dict(answer.cookies)) == ({"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}, {})


def test_it_reaches_four_months_back_and_two_years_ahead(cast, read):
    for title, days in (("Trop vieille", -121), ("Récente", -119), ("Lointaine", 729), ("Trop loin", 731)):
        made = factories.session(cast, title=title, audience="public")
        on = clock.now() + timedelta(days=days)
        Meeting.objects.filter(pk=made.pk).update(starts_at=on, ends_at=on + timedelta(hours=1))
    assert set(read("/c/cp-genre/agenda.ics")) == {"CP Genre: Récente", "CP Genre: Lointaine"}


def test_there_are_never_more_than_so_many(cast, read, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 2)
    for day in (3, 1, 2):
        factories.session(cast, title=f"Le {day}", audience="public", starts_at=clock.now() + timedelta(days=day))
    assert set(read("/c/cp-genre/agenda.ics")) == {"CP Genre: Le 1", "CP Genre: Le 2"}


def test_a_session_over_midnight_in_another_zone_keeps_its_hours(cast, read):
    starts_at = datetime(2027, 3, 14, 3, 30, tzinfo=UTC)  # 22.30 in Port-au-Prince, the night its clocks go forward
    factories.session(cast, starts_at=starts_at, time_zone="America/Port-au-Prince", audience="public")
    (event,) = read("/c/cp-genre/agenda.ics").values()
    assert (event.dtstart.value.astimezone(UTC), event.dtend.value.astimezone(UTC)) == (
        starts_at,
        starts_at + timedelta(hours=2),
    )
    assert event.dtstart.value.replace(tzinfo=None) == datetime(2027, 3, 13, 22, 30)


@pytest.mark.parametrize("which", ["agenda", "community", "inside", "mine"])
def test_as_many_queries_with_three_sessions_as_with_one(cast, django_assert_max_num_queries, which):
    address = {
        "agenda": "/agenda.ics",
        "community": "/c/cp-genre/agenda.ics",
        "inside": inside(cast.member, cast.community),
        "mine": mine(cast.member),
    }[which]
    asked = []
    for _more in range(3):
        meeting = factories.session(cast, audience="public", is_open=True, agenda=[Planned("Un tour", 20)])
        meetings.answer_invitation(meeting, answer="coming", by=cast.member)
        with django_assert_max_num_queries(8) as counted:
            assert Client().get(address).status_code == 200
        asked.append(len(counted))
    assert asked == [asked[0]] * 3


def test_without_any_session_it_is_an_empty_calendar_and_no_error(cast, read):
    assert [read(address) for address in ("/agenda.ics", mine(cast.outsider))] == [{}, {}]


def test_it_can_be_read_before_the_network_is_there(db, read):
    assert read("/agenda.ics") == {}
