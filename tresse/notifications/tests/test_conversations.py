"""Messages of conversations by mail: to whom, when, and how mail programs show them as one."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.confidence.models import Audience
from tresse.core import by_mail, clock, outbox
from tresse.core.models import OutgoingMail
from tresse.discussions import actions
from tresse.discussions.files import prepare
from tresse.discussions.models import Following, Thread
from tresse.discussions.tests import factories
from tresse.discussions.tests.conftest import files_apart  # noqa: F401
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions as memberships
from tresse.notifications.actions import choices_of, choose
from tresse.notifications.conversations import mail_new_messages
from tresse.notifications.models import CommunityPace, Pace
from tresse.notifications.tests.letters import first_morning, letters_at


def at_pace(cast: Cast, who: str, pace: str) -> None:
    CommunityPace.objects.update_or_create(membership=cast.place(who), defaults={"pace": pace})


def leaving(minutes: int = 2) -> list:
    """What leaves a few minutes later."""
    before = len(mail.outbox)
    with clock.at(clock.now() + timedelta(minutes=minutes)):
        mail_new_messages()
        while outbox.due():
            outbox.deliver_due()
    return [sent for sent in mail.outbox[before:] if "List-Id" in sent.extra_headers]


def to(sent: list) -> set[str]:
    return {each.to[0].partition("@")[0] for each in sent}


def answered(cast: Cast, **terms) -> Thread:
    """A question of Mina, whose first message has left; Awa answers."""
    thread = factories.thread(cast, **terms)
    leaving()
    actions.write_message(thread, by=cast.awa, text="Chez nous, oui.")
    return thread


def test_whoever_speaks_follows_and_hears_the_others(cast: Cast) -> None:
    thread = answered(cast)
    assert to(leaving()) == {"mina"}
    actions.follow(thread, by=cast.former)
    actions.write_message(thread, by=cast.member, text="Merci.")
    assert to(leaving()) == {"awa", "farid"}


@pytest.mark.parametrize(
    ("pace", "hears"),
    [(Pace.AS_IT_HAPPENS, True), (Pace.DAILY, False), (Pace.WAITING, False), (Pace.NOTHING, False)],
)
def test_as_it_happens_one_hears_of_every_conversation(cast: Cast, pace: str, hears: bool) -> None:
    at_pace(cast, "claire", pace)
    factories.thread(cast)
    assert ("claire" in to(leaving())) is hears


def test_whoever_wants_no_mail_receives_none_even_of_what_they_follow(cast: Cast) -> None:
    at_pace(cast, "member", Pace.NOTHING)
    answered(cast)
    assert to(leaving()) == set()


def test_whoever_stopped_everything_pauses_or_left_receives_none(cast: Cast) -> None:
    thread = factories.thread(cast)
    for who in ("awa", "claire", "former", "newcomer"):
        actions.follow(thread, by=cast.person(who))
    stopped = choices_of(cast.awa)
    stopped.stopped_at = clock.now()
    stopped.save()
    memberships.pause(cast.community, by=cast.claire)
    memberships.leave(cast.community, by=cast.former, stays_as="named")
    assert to(leaving()) == {"tom"}


def test_one_click_stops_one_conversation(cast: Cast, client) -> None:
    thread = answered(cast)
    (sent,) = leaving()
    address = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 200
    assert Following.objects.get(thread=thread, membership=cast.place("member")).follows is False
    actions.write_message(thread, by=cast.awa, text="Encore.")
    assert to(leaving()) == set()


def test_as_it_happens_too_one_conversation_can_be_stopped(cast: Cast, client) -> None:
    at_pace(cast, "claire", Pace.AS_IT_HAPPENS)
    thread = factories.thread(cast)
    (sent,) = leaving()
    client.post(sent.extra_headers["List-Unsubscribe"].strip("<>"))
    actions.write_message(thread, by=cast.awa, text="Encore.")
    assert to(leaving()) == {"mina"}


def test_a_minute_to_correct_oneself_and_what_is_withdrawn_does_not_leave(cast: Cast) -> None:
    thread = factories.thread(cast)
    leaving()
    said = actions.write_message(thread, by=cast.awa, text="Une bêtise.")
    assert mail_new_messages() == 0
    actions.change_message(said, by=cast.awa, text="Une sagesse.", expected_revision=1)
    assert "Une sagesse." in leaving()[0].body
    gone = actions.write_message(thread, by=cast.awa, text="Une autre bêtise.")
    actions.withdraw_message(gone, by=cast.awa)
    assert leaving() == []


def narrowed(cast: Cast, thread: Thread) -> None:
    Attendance.objects.filter(meeting=thread.thing, person=cast.member).delete()
    Meeting.objects.filter(pk=thread.thing_id).update(audience=Audience.SESSION)


def under_the_rule(cast: Cast, thread: Thread) -> None:
    Meeting.objects.filter(pk=thread.thing_id).update(chatham_house=True)


def withdrawn(cast: Cast, thread: Thread) -> None:
    actions.withdraw_message(thread.messages.last(), by=cast.awa)


def left(cast: Cast, thread: Thread) -> None:
    memberships.leave(cast.community, by=cast.member, stays_as="named")


def unfollowed(cast: Cast, thread: Thread) -> None:
    actions.stop_following(thread, by=cast.member)


@pytest.mark.parametrize("happens", [narrowed, under_the_rule, withdrawn, left, unfollowed])
def test_as_it_leaves_it_is_asked_again_who_may_read_it(cast: Cast, happens) -> None:
    thread = answered(cast, thing=sessions.session(cast))
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert mail_new_messages() == 1
    kept = OutgoingMail.objects.get(cause__startswith="message/", sent_at=None)
    assert "Chez nous" not in f"{kept.text}{kept.html}{kept.subject}{kept.headers}"
    happens(cast, Thread.objects.get(pk=thread.pk))
    assert leaving() == []
    kept.refresh_from_db()
    assert kept.dropped_at


def test_whoever_left_unsigned_meanwhile_is_not_named(cast: Cast) -> None:
    answered(cast)
    with clock.at(clock.now() + timedelta(minutes=2)):
        mail_new_messages()
    memberships.leave(cast.community, by=cast.awa, stays_as="unsigned")
    (sent,) = leaving()
    assert "Awa" not in f"{sent.message()}"


def test_a_mail_program_shows_a_conversation_as_one(cast: Cast, settings) -> None:
    settings.MAIL_IN = "ecrire@example.org"
    settings.MAIL_IN_PLUS = True
    actions.follow(thread := factories.thread(cast, came_as="<chez-mina@example.net>"), by=cast.former)
    first = thread.messages.get()
    (opening,) = leaving()
    second = actions.write_message(thread, by=cast.awa, text="Oui.", came_as="<chez-awa@example.net>")
    third = actions.write_message(thread, by=cast.claire, text="Non.")
    names = [by_mail.message_id("message", one.pk) for one in (first, second, third)]
    for_farid = [sent for sent in leaving() if sent.to == [cast.former.email]]
    for_farid.sort(key=lambda sent: names.index(sent.extra_headers["Message-ID"]))
    assert opening.extra_headers["Message-ID"] == names[0]
    assert "In-Reply-To" not in opening.extra_headers
    answer, last = (sent.extra_headers for sent in for_farid)
    assert (answer["Message-ID"], answer["In-Reply-To"]) == (names[1], names[0])
    assert (last["In-Reply-To"], last["List-Id"]) == (names[1], "<cp-genre.example.org>")
    references = last["References"].split()
    assert references[1:] == ["<chez-mina@example.net>", names[0], "<chez-awa@example.net>", names[1]]
    assert "Awa Diop (CP Genre)" in answer["From"]
    assert answer["From"] == answer["Reply-To"]
    assert by_mail.unsealed(answer["Reply-To"]) == by_mail.Sealed("thread", thread.pk, cast.former.pk)
    subjects = [sent.subject for sent in (opening, *for_farid)]
    assert subjects == [f"[CP Genre] {thread.title}"] + [f"Re: [CP Genre] {thread.title}"] * 2


def test_words_quoted_are_short_and_files_are_links_with_their_size(cast: Cast) -> None:
    thread = factories.thread(cast, text="mot " * 400)
    leaving()
    quoted = thread.messages.get().text
    files = [prepare("contrat.txt", b"a" * 2048)]
    actions.write_message(
        thread, by=cast.awa, text="Voici.", files=files, quotes=thread.messages.get(), quoted=quoted
    )
    (sent,) = leaving()
    assert len(sent.body) < 1200
    assert sent.body.startswith("> mot mot")
    assert sent.attachments == []
    assert "contrat.txt (2.0" in sent.body
    assert thread.messages.last().files.get().get_absolute_url() in sent.body


def test_the_same_message_leaves_once_whatever_the_workers(cast: Cast) -> None:
    answered(cast)
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert (mail_new_messages(), mail_new_messages()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_post_it_once() -> None:
    cast = build_cast()
    answered(cast)
    moment = clock.now() + timedelta(minutes=2)

    def work() -> int:
        with clock.at(moment):
            return mail_new_messages()

    assert sum(at_once(work, work)) == 1
    assert OutgoingMail.objects.filter(cause__startswith="message/").count() == 1


def test_nothing_due_asks_one_cheap_question(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        mail_new_messages()


def test_what_came_by_mail_is_not_told_again_in_the_morning(cast: Cast) -> None:
    morning = first_morning()
    choose(cast.claire, paces={cast.place("claire").pk: Pace.DAILY}, says_more=False)
    with clock.at(morning - timedelta(hours=3)):
        heard = factories.thread(cast, title="Un fil entendu")
        actions.follow(heard, by=cast.claire)
        factories.thread(cast, title="Un fil inconnu")
    with clock.at(morning - timedelta(hours=2)):
        mail_new_messages()
        while outbox.due():
            outbox.deliver_due()
    letter = letters_at(morning)["claire"]
    assert ("Un fil inconnu" in letter, "Un fil entendu" in letter) == (True, False)


def test_the_example_mails_nobody_of_what_it_lived(cast: Cast) -> None:
    with outbox.nothing_leaves():
        answered(cast)
    assert leaving() == []


def test_a_link_that_stops_names_nothing(client, cast: Cast) -> None:
    token = Following.objects.get(thread=factories.thread(cast)).token
    text = client.get(reverse("notifications:stop", args=[token])).content.decode()
    assert ("animatrices" in text, "CP Genre" in text) == (False, False)
