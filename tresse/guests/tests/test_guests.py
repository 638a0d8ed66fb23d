"""What guests do, and what becomes of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.confidence.actions import answer_authorisation
from tresse.confidence.models import Authorisation
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.documents import actions as documents
from tresse.documents.models import Remark, Rereading
from tresse.documents.queries import blocks_for_guest, trace_of
from tresse.guests import actions
from tresse.guests.models import Guest
from tresse.guests.own_data import as_a_guest, guests_invited
from tresse.guests.tasks import recognise_guest
from tresse.guests.tests import factories
from tresse.library.content import snapshot
from tresse.library.tests.factories import publishable, published
from tresse.meetings import actions as sessions
from tresse.meetings.actions import forget_names_of_ended_sessions
from tresse.meetings.models import Attendance
from tresse.meetings.queries import company
from tresse.meetings.tests import factories as meetings
from tresse.memberships.actions import join
from tresse.memberships.models import Membership
from tresse.principles.openness.lived import hands, known_sessions, presences


def come_in(cast, who="outsider", email="fatou@example.org", *, verified=True):
    """Somebody signs the charter, with that address, and the journal is read."""
    person = cast.person(who)
    person.email = email
    person.save()
    person.emailaddress_set.update(email=email, verified=verified)
    join(cast.community, person=person, organisation=None)
    sign_charter(charter_in_force(cast.community), by=person)
    recognise_guest.call(JournalEntry.objects.filter(kind="charter.signed").latest("pk").pk)
    return person


# A question.


def test_an_answer_is_kept_and_may_be_said_better(cast):
    guest = factories.guest(cast)
    actions.answer_question(guest, answer="En les écoutant.")
    guest = actions.answer_question(guest, answer="En leur laissant les clés.")
    assert guest.answer == "En leur laissant les clés."
    assert JournalEntry.objects.filter(kind="guest.answered").count() == 1


def test_a_link_that_is_over_does_nothing_more(cast):
    guest = factories.guest(cast)
    actions.withdraw_guest(guest, by=cast.awa)
    for act in (
        lambda: actions.answer_question(guest, answer="Trop tard."),
        lambda: actions.go_by(guest, name="Autre"),
        lambda: actions.end_own_link(guest, unnamed=True),
    ):
        with pytest.raises(PermissionDenied, match="This link is over"):
            act()


def test_a_guest_takes_their_name_away_with_their_link(cast):
    guest = factories.guest(cast)
    actions.answer_question(guest, answer="En les écoutant.")
    guest = actions.end_own_link(guest, unnamed=True)
    assert (str(guest), guest.email, guest.answer, guest.is_live) == ("a guest", "", "En les écoutant.", False)


# A session.


def test_a_guest_says_they_come_and_is_counted(cast):
    guest = factories.to_session(cast)
    sessions.answer_as_guest(guest.thing, answer="coming", guest=guest)
    expected = company(guest.thing, cast.member, inside=True)
    assert ([str(one) for one in expected.coming], expected.expected) == (["Fatou Sarr"], 1)


def test_a_guest_whose_link_was_taken_back_is_not_expected(cast):
    guest = factories.to_session(cast)
    sessions.answer_as_guest(guest.thing, answer="coming", guest=guest)
    actions.withdraw_guest(guest, by=cast.awa)
    expected = company(guest.thing, cast.member, inside=True)
    assert ([str(one) for one in expected.coming], expected.expected) == ([], 0)


def test_a_guest_s_answer_is_nobody_else_s(cast, as_):
    """A visitor is no person and neither is a guest: one is not taken for the other."""
    meeting = meetings.session(cast, audience="public", is_open=True)
    guest = factories.to_session(cast, meeting)
    sessions.answer_as_guest(meeting, answer="coming", guest=guest)
    page = as_("visitor").get(meeting.get_absolute_url()).content.decode()
    listed = as_("visitor").get(f"/c/{cast.community.slug}/m/").content.decode()
    assert ("visio.example.org" in page, "Fatou" in page, "You said you come" in listed) == (False, False, False)


def test_guests_who_came_are_noted_by_name(cast):
    meeting = meetings.session(cast)
    guest, other = factories.to_session(cast, meeting), factories.to_session(cast, meeting, email="ab@example.org")
    with clock.at(meeting.ends_at):
        meeting = sessions.note_attendance(meeting, came=[cast.awa], guests=[guest], others=2, by=cast.member)
    came = Attendance.objects.filter(came=True)
    assert {str(one) for one in came} == {"Awa Diop", "Fatou Sarr"}
    assert (meeting.people_who_came, other.attendances.exists()) == (4, False)


def test_a_chatham_house_session_forgets_its_guests(cast):
    meeting = meetings.session(cast, chatham_house=True)
    guest = factories.to_session(cast, meeting)
    sessions.answer_as_guest(meeting, answer="coming", guest=guest)
    with clock.at(meeting.ends_at + (meeting.length)):
        forget_names_of_ended_sessions()
        guest.refresh_from_db()
        assert (guest.name, guest.email, guest.word, guest.is_live) == ("", "", "", False)
        assert forget_names_of_ended_sessions() == 0
    assert not meeting.attendances.exists()


def test_a_chatham_house_session_names_its_guests_to_nobody_but_who_invited(cast, as_):
    meeting = meetings.session(cast, chatham_house=True)
    factories.to_session(cast, meeting)
    address = f"/c/{cast.community.slug}/guests/"
    read = {
        who: "Fatou" in as_(who).get(address).content.decode() for who in ("member", "awa", "newcomer", "claire")
    }
    read["page"] = "Fatou" in as_("awa").get(meeting.get_absolute_url()).content.decode()
    assert read == {"member": True, "awa": False, "newcomer": False, "claire": False, "page": False}


def test_guests_are_told_of_another_time_and_of_a_cancellation(cast):
    guest = factories.to_session(cast)
    later = guest.thing.starts_at + guest.thing.length
    sessions.move_meeting(guest.thing, by=cast.awa, starts_at=later, ends_at=later + guest.thing.length)
    sessions.cancel_meeting(guest.thing, because="Trop peu de monde.", by=cast.awa)
    mails = OutgoingMail.objects.filter(to="fatou@example.org").order_by("pk")
    page = guest.thing.get_absolute_url()
    assert [(guest.get_absolute_url() in mail.text + str(mail.attachments), page in mail.text + mail.html + str(mail.attachments))
            for mail in mails] == [(True, False)] * 3  # fmt: skip


def test_a_guest_leaves_an_open_session_free_to_close(cast):
    meeting = meetings.session(cast, audience="public", is_open=True)
    guest = factories.to_session(cast, meeting)
    sessions.answer_as_guest(meeting, answer="coming", guest=guest)
    assert not sessions.change_meeting(meeting, by=cast.awa, is_open=False).is_open


def test_a_guest_of_one_session_answers_for_no_other(cast):
    guest, other = factories.to_session(cast), meetings.session(cast, title="Une autre")
    with pytest.raises(PermissionDenied, match="something else"):
        sessions.answer_as_guest(other, answer="coming", guest=guest)


# A document.


@pytest.fixture
def document(cast):
    return factories.document_given(cast)


def test_a_guest_reads_no_words_that_are_not_authorised_for_everyone(cast, document):
    held = {read.block.body: read.is_held_back for read in blocks_for_guest(trace_of(document))}
    assert held == {"Ce que nous avons compris.": False, "Un secret de Rose.": True}
    asked = Authorisation.objects.get()
    answer_authorisation(asked, granted=True, attribution="unsigned", token=asked.token)
    assert [read.is_held_back for read in blocks_for_guest(trace_of(document))] == [False, False]


def test_the_gate_counts_a_guest_s_rereading_like_another_s(cast, document):
    guest = factories.to_document(cast, document)
    assert not trace_of(document).is_reread
    documents.declare_guest_reread(document, guest=guest, word="Clair.")
    trace = trace_of(document)
    assert (trace.is_reread, [str(rereading.who) for rereading in trace.rereadings]) == (True, ["Fatou Sarr"])


def test_a_guest_s_remark_is_answered_and_they_are_told_once_a_day(cast, document):
    guest = factories.to_document(cast, document)
    block = document.blocks.first()
    for text in ("Pourquoi ?", "Pour qui ?"):
        remark = documents.add_guest_remark(block, text=text, guest=guest)
        documents.add_guest_remark(block, text=text, guest=guest)  # sent twice
        documents.answer_remark(remark, answer="C'est dit plus bas.", by=cast.claire)
    assert [(r.text, str(r.who), r.answer) for r in Remark.objects.all()] == [
        ("Pourquoi ?", "Fatou Sarr", "C'est dit plus bas."),
        ("Pour qui ?", "Fatou Sarr", "C'est dit plus bas."),
    ]
    assert OutgoingMail.objects.filter(cause__contains="/answered/").count() == 1


def test_a_guest_rereads_once_and_only_what_they_were_invited_to(cast, document):
    guest = factories.to_document(cast, document)
    documents.declare_guest_reread(document, guest=guest)
    with pytest.raises(PermissionDenied, match="already said"):
        documents.declare_guest_reread(document, guest=guest)
    with pytest.raises(PermissionDenied, match="something else"):
        documents.add_guest_remark(document.blocks.first(), text="Et ?", guest=factories.guest(cast))


def test_a_guest_makes_a_hundred_remarks_at_most(cast, document):
    guest = factories.to_document(cast, document)
    block = document.blocks.first()
    Remark.objects.bulk_create(Remark(block=block, guest=guest, text=f"{n}") for n in range(100))
    with pytest.raises(PermissionDenied, match="a hundred remarks"):
        documents.add_guest_remark(block, text="Encore", guest=guest)


@pytest.mark.parametrize(("discreet", "named"), [(False, ["Fatou Sarr"]), (True, [])])
def test_a_guest_is_credited_unless_they_would_rather_not(cast, document, discreet, named):
    guest = factories.to_document(cast, document)
    documents.declare_guest_reread(document, guest=guest, discreet=discreet)
    people = snapshot(trace_of(document)).credits["people"]
    assert [person["name"] for person in people if person["contributions"] == ["reread"]] == named


def test_publishing_a_document_ends_the_links_to_it(cast):
    document = publishable(cast)
    document.rereading_opened_at = clock.now()
    document.save()
    guest, elsewhere = factories.to_document(cast, document), factories.guest(cast)
    published(cast, document)
    with clock.at(clock.now() + timedelta(seconds=1)):
        assert list(Guest.objects.live()) == [elsewhere]
        with pytest.raises(PermissionDenied, match="This link is over"):
            documents.declare_guest_reread(document, guest=guest)


# The signs of the community.


def test_guests_make_neither_pairs_nor_circles(cast, document):
    """They come and go: signs speak of the members, and a guest is no person among others."""
    guest, other = (
        factories.to_document(cast, document),
        factories.to_document(cast, document, email="o@example.org"),
    )
    documents.add_guest_remark(document.blocks.first(), text="Pourquoi ?", guest=guest)
    documents.declare_guest_reread(document, guest=other)
    meeting = meetings.held(cast, cycle=cast.cycle)
    for one in (guest, other):
        Attendance.objects.create(meeting=meeting, guest=one, came=True)
    assert [hand for hand in hands([cast.cycle]) if None in hand] == []
    assert list(presences(known_sessions([cast.community.pk]))) == []


# Coming in.


def test_whoever_comes_in_with_that_address_keeps_what_they_did(cast, document):
    guest = factories.to_document(cast, document)
    documents.add_guest_remark(document.blocks.first(), text="Pourquoi ?", guest=guest)
    person = come_in(cast)
    assert (Guest.objects.get().place.person, str(Remark.objects.get().who)) == (person, "Omar Dehors")


def test_whoever_leaves_stays_there_under_the_name_they_choose(cast, document):
    guest = factories.to_document(cast, document)
    documents.add_guest_remark(document.blocks.first(), text="Pourquoi ?", guest=guest)
    come_in(cast)
    place = cast.place("outsider")
    place.left_at, place.stays_as = clock.now(), "unsigned"
    place.save()
    assert str(Remark.objects.get().who) == "somebody who left"


def test_an_address_nobody_verified_gives_nothing(cast):
    factories.guest(cast)
    come_in(cast, verified=False)
    assert Guest.objects.get().place is None


def test_coming_in_elsewhere_gives_nothing(cast):
    factories.guest(cast)
    Membership.objects.create(community=cast.next_door, person=cast.outsider)
    cast.outsider.emailaddress_set.update(email="fatou@example.org", verified=True)
    sign_charter(charter_in_force(cast.next_door), by=cast.outsider)
    recognise_guest.call(JournalEntry.objects.latest("pk").pk)
    assert Guest.objects.get().place is None


def test_one_takes_along_what_one_left_as_a_guest_and_whom_one_invited(cast):
    actions.answer_question(factories.guest(cast), answer="En les écoutant.")
    come_in(cast)
    mine, invited = as_a_guest(cast.place("outsider")), guests_invited(cast.place("member"))
    assert [row["answer"] for row in mine.rows] == ["En les écoutant."]
    assert [row["address"] for row in invited.rows] == ["fatou@example.org"]
    assert guests_invited(cast.place("outsider")).rows == as_a_guest(cast.place("member")).rows == []


def test_who_became_a_member_answers_none_of_their_own_remarks_and_rereads_once(cast, document):
    guest = factories.to_document(cast, document)
    remark = documents.add_guest_remark(document.blocks.first(), text="Pourquoi ?", guest=guest)
    documents.declare_guest_reread(document, guest=guest)
    person = come_in(cast)
    with pytest.raises(PermissionDenied, match="You made this remark"):
        documents.answer_remark(Remark.objects.get(pk=remark.pk), answer="Parce que.", by=person)
    with pytest.raises(PermissionDenied, match="already said"):
        documents.declare_reread(document, by=person)
    assert Rereading.objects.count() == 1


def test_a_rereading_no_longer_counts_once_its_guest_wrote_in_the_document(cast, document):
    guest = factories.to_document(cast, document)
    documents.declare_guest_reread(document, guest=guest)
    person = come_in(cast)
    documents.add_block(document, "text", body="De ma main.", by=person)
    assert trace_of(document).rereadings == []
