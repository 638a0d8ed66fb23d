"""Sessions two communities hold together: who answers for a community, and what is never shown beyond (S1)."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied

from tests.cast import EVERYBODY
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.links import sources_of
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.core.waiting import waiting_for
from tresse.documents.models import Block, Document
from tresse.meetings import actions, waiting
from tresse.meetings.models import Attendance, Meeting, Minutes
from tresse.meetings.tests import factories
from tresse.memberships.models import Function, Mandate, Membership
from tresse.welcome.trials import second_session_at

INSIDE = {"awa", "claire", "member", "newcomer", "former", "late"}


def seen_by(cast, things) -> set[str]:
    return {who for who in EVERYBODY if things.objects.visible_to(cast.person(who)).exists()}


STATES = {
    "nobody was asked": (lambda cast: factories.session(cast), INSIDE),
    "asked, without an answer": (lambda cast: factories.asked(cast), INSIDE),
    "declined": (lambda cast: actions.decline_joining(factories.asked(cast), by=cast.neighbour), INSIDE),
    "taken back": (lambda cast: actions.take_back_joining(factories.asked(cast), by=cast.claire), INSIDE),
    "accepted": (lambda cast: factories.joint(cast), INSIDE | {"neighbour"}),
    "stepped out of": (
        lambda cast: actions.step_out(factories.joint(cast).joinings.get(), by=cast.neighbour),
        INSIDE,
    ),
    "accepted, and kept to those invited": (
        lambda cast: factories.joint(cast, audience="session"),
        INSIDE | {"neighbour"},
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_whom_a_session_exists_for(cast, state):
    set_up, expected = STATES[state]
    set_up(cast)
    assert seen_by(cast, Meeting) == expected


def test_its_minutes_are_read_by_both_and_everything_else_stays_with_each(cast, as_):
    meeting = factories.joint(cast, starts_at=clock.now() + timedelta(hours=1))
    theirs = factories.session(cast, title="Une autre, entre nous")
    with clock.at(meeting.ends_at + timedelta(hours=1)):
        actions.write_minutes(meeting, by=cast.member, text="Ce que nous avons compris ensemble.")
        document = Document.objects.create(
            community=cast.community, cycle=cast.cycle, title="Carnet secret", begun_by=cast.place("awa")
        )
        here = {"source_type": ContentType.objects.get_for_model(Meeting), "source_id": meeting.pk}
        Block.objects.create(
            document=document,
            position=1,
            kind_key="text",
            body="Entre nous seulement",
            brought_by=cast.place("member"),
            **here,
        )
        assert seen_by(cast, Minutes) == INSIDE | {"neighbour"}
        page = as_("neighbour").get(meeting.get_absolute_url()).text
        assert "Ce que nous avons compris ensemble." in page
        assert "Entre nous seulement" not in page
        assert "Carnet secret" not in page
        listed = as_("neighbour").get("/c/cp-genre/m/").text + as_("neighbour").get("/c/cp-ecsi/m/").text
        assert (meeting.title in listed, theirs.title in listed) == (True, False)
        assert as_("neighbour").get(theirs.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["visitor", "outsider", "steward", "unsigned", "neighbour", "member", "awa"])
def test_whoever_sees_it_reads_who_comes_and_the_link_and_nobody_else_does(cast, as_, who):
    meeting = factories.joint(cast, audience="public")
    actions.answer_invitation(meeting, answer="coming", by=cast.neighbour)
    page = as_(who).get(meeting.get_absolute_url()).text
    told = who in ("neighbour", "member", "awa")
    assert ("Nadia Voisine" in page, meeting.link in page) == (told, told)


def test_a_plain_member_of_the_other_community_learns_nothing_before_it_accepts(cast, as_):
    joining = factories.asked(cast)
    for who in ("outsider", "steward"):  # two mandates, so that hands are not missing
        Membership.objects.create(community=cast.next_door, person=cast.person(who), signed_at=clock.now())
    Mandate.objects.create(
        membership=cast.place("steward", cast.next_door),
        function=Function.CO_FACILITATION,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=300),
        given_by="the founders",
    )
    assert as_("outsider").get(joining.get_absolute_url()).status_code == 403
    assert as_("outsider").get(joining.meeting.get_absolute_url()).status_code == 404
    assert list(waiting.together(Person.objects.filter(pk=cast.outsider.pk))) == []


def test_it_waits_for_those_who_steer_the_other_community(cast):
    joining = factories.asked(cast)
    found = list(waiting.together(Person.objects.all()))
    assert [(one.person_id, one.href) for one in found] == [(cast.neighbour.pk, joining.get_absolute_url())]
    assert (
        found[0].said
        == "CP Genre proposes to hold a session together with CP ECSI: Ce que nos outils ne voient pas."
    )
    actions.accept_joining(joining, by=cast.neighbour)
    assert list(waiting.together(Person.objects.all())) == []


def test_those_who_join_are_invited_by_mail_and_asked_for_an_answer(cast):
    meeting = factories.joint(cast)
    mail = OutgoingMail.objects.get(to="nadia@example.org")
    assert "CP ECSI holds it together with them." in mail.text
    assert "because you take part in CP ECSI" in mail.text
    (asks,) = [
        one for one in waiting_for(Person.objects.filter(pk=cast.neighbour.pk)) if "meets" in str(one.sentence)
    ]
    assert (asks.href, asks.community_id) == (meeting.get_absolute_url(), cast.next_door.pk)


def test_somebody_inside_both_is_invited_once_and_asked_once(cast):
    both = Membership.objects.create(community=cast.next_door, person=cast.member, signed_at=clock.now())
    meeting = factories.joint(cast)
    assert Attendance.objects.filter(meeting=meeting, person=both.person).count() == 1
    assert OutgoingMail.objects.filter(to="mina@example.org").count() == 1
    asked_of = list(waiting.answers(Person.objects.filter(pk=cast.member.pk)))
    assert [one.href for one in asked_of] == [meeting.get_absolute_url()]


def test_moving_and_cancelling_are_told_to_both(cast):
    meeting = factories.joint(cast)
    actions.change_meeting(meeting, by=cast.awa, place="À Lille")
    actions.cancel_meeting(meeting, because="Grève.", by=cast.awa)
    causes = OutgoingMail.objects.filter(to="nadia@example.org").order_by("pk").values_list("cause", flat=True)
    assert [cause.split("/")[2] for cause in causes] == ["invitation", "change", "cancellation"]


def test_stepping_out_tells_those_who_were_expected_and_frees_their_places(cast):
    meeting = factories.joint(cast, places=1)
    actions.answer_invitation(meeting, answer="coming", by=cast.neighbour)
    actions.answer_invitation(meeting, answer="coming", by=cast.member)
    actions.step_out(meeting.joinings.get(), by=cast.neighbour)
    assert list(meeting.attendances.coming().values_list("person", flat=True)) == [cast.member.pk]
    last = OutgoingMail.objects.filter(to="nadia@example.org").latest("pk")
    assert (last.cause.split("/")[2], "It does not any more" in last.text) == ("stepping_out", True)


def test_both_journals_say_it_and_neither_says_the_title(cast):
    meeting = factories.joint(cast)
    kinds = {
        stream: list(JournalEntry.objects.filter(stream=stream).values_list("kind", flat=True).order_by("number"))
        for stream in (cast.community.stream, cast.next_door.stream)
    }
    assert kinds[cast.community.stream][-3:] == ["meeting.convened", "joining.invited", "joining.accepted"]
    assert kinds[cast.next_door.stream][-1:] == ["joining.joined"]
    assert [entry for entry in JournalEntry.objects.all() if meeting.title in str(entry.facts)] == []


def test_it_is_a_session_of_both_in_the_trail_of_what_they_make(cast):
    meeting = factories.joint(cast, starts_at=clock.now() + timedelta(hours=1))
    with clock.at(meeting.ends_at + timedelta(hours=1)):
        sources = [sources_of(community.pk, cast.neighbour) for community in (cast.next_door, cast.community)]
    assert [[source.pk for source in found] for found in sources] == [[meeting.pk], [meeting.pk]]


@pytest.mark.parametrize("state", [{"stage": "idea"}, {"stage": "closed", "closed_on": date(2026, 1, 1)}])
def test_neither_an_idea_nor_a_closed_community_is_asked(cast, state):
    Community.objects.filter(pk=cast.next_door.pk).update(**state)
    with pytest.raises(PermissionDenied, match="begun and is not closed"):
        factories.asked(cast)


def test_a_community_is_asked_once_at_a_time_and_never_itself(cast):
    joining = factories.asked(cast)
    for community, says in ((cast.next_door, "already been asked"), (cast.community, "already its own")):
        with pytest.raises(PermissionDenied, match=says):
            actions.invite_community(joining.meeting, community, by=cast.awa)
    actions.decline_joining(joining, by=cast.neighbour)
    again = actions.invite_community(joining.meeting, cast.next_door, by=cast.awa)
    assert again.is_waiting


def test_a_session_that_is_over_or_cancelled_is_not_joined_any_more(cast):
    joining = factories.asked(cast)
    with clock.at(joining.meeting.ends_at + timedelta(days=1)), pytest.raises(PermissionDenied, match="over"):
        actions.accept_joining(joining, by=cast.neighbour)
    actions.cancel_meeting(joining.meeting, because="Grève.", by=cast.awa)
    with pytest.raises(PermissionDenied, match="cancelled"):
        actions.accept_joining(joining, by=cast.neighbour)


def test_it_counts_in_the_trial_of_a_newcomer_of_either_community(cast):
    with clock.at(clock.now() - timedelta(days=60)):
        newcomer = Membership.objects.create(
            community=cast.next_door, person=cast.outsider, signed_at=clock.now(), on_trial=True
        )
    for days_ago in (20, 10):
        with clock.at(clock.now() - timedelta(days=days_ago + 7)):
            meeting = factories.joint(cast)
        actions.note_attendance(meeting, came=[cast.outsider], by=cast.awa)
    assert second_session_at(newcomer) == meeting.ends_at


@pytest.mark.parametrize("state", ["nobody was asked", "asked, without an answer", "accepted", "stepped out of"])
def test_its_agenda_is_prepared_by_the_members_of_each_community(cast, as_, state):
    STATES[state][0](cast)
    meeting, browser = Meeting.objects.get(), as_("neighbour")
    sent = {"title": "Nos essais", "minutes": 20, "led_by": cast.place("neighbour", cast.next_door).pk}
    answer = browser.post(f"{meeting.get_absolute_url()}agenda/", sent)
    shared = state == "accepted"
    assert (answer.status_code, meeting.agenda.filter(title="Nos essais").exists()) == (
        302 if shared else 404,
        shared,
    )


def test_one_proposes_those_of_one_s_own_community_to_lead_and_learns_no_other_name(cast, as_):
    meeting = factories.joint(cast, agenda=[actions.Planned("Un tour", 10, "", cast.place("claire"))])
    pages = {who: as_(who).get(f"{meeting.get_absolute_url()}agenda/").text for who in ("neighbour", "awa")}
    names = ("Nadia Voisine", "Tom Nouveau")
    assert {who: [f">{name}" in page for name in names] for who, page in pages.items()} == {
        "neighbour": [True, False],
        "awa": [False, True],
    }
    item = meeting.agenda.get()
    stays = {"title": "Un long tour", "minutes": 30, "led_by": item.led_by_id}
    assert as_("neighbour").post(f"{meeting.get_absolute_url()}agenda/{item.pk}/", stays).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.led_by) == ("Un long tour", cast.place("claire"))


def test_whoever_led_a_moment_no_longer_does_once_their_community_stepped_out(cast):
    meeting = factories.joint(cast)
    mine = cast.place("neighbour", cast.next_door)
    item = actions.add_agenda_item(meeting, by=cast.neighbour, title="Nos essais", led_by=mine)
    actions.step_out(meeting.joinings.get(), by=cast.neighbour)
    item.refresh_from_db()
    assert item.led_by is None


def test_those_who_joined_neither_write_the_minutes_nor_open_questions(cast):
    meeting = factories.joint(cast)
    closes_at = meeting.starts_at + timedelta(days=2)
    with pytest.raises(PermissionDenied):
        actions.open_track(meeting, closes_at=closes_at, questions=[(None, "Et vous ?")], by=cast.neighbour)
    with clock.at(meeting.ends_at), pytest.raises(PermissionDenied):
        actions.write_minutes(meeting, text="Chez nous.", by=cast.neighbour)
