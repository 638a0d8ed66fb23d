"""What happens when one begins, answers, quotes, changes, withdraws and harvests."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock, indexing
from tresse.core.models import JournalEntry
from tresse.discussions import actions, queries
from tresse.discussions.actions import HarvestChanged, MessageChanged
from tresse.discussions.files import prepare
from tresse.discussions.models import AttachedFile, Following, Thread
from tresse.discussions.tests import factories
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions
from tresse.search.models import Passage


def said(thread: Thread, cast: Cast) -> list[str]:
    return [read.message.text for read in queries.messages_of(thread, cast.awa)]


def test_a_conversation_begins_with_its_first_message_and_a_line_of_the_journal(cast: Cast) -> None:
    thread = factories.thread(cast, title="  Payer   les animatrices ? ")
    assert (thread.number, thread.title, thread.kind_key) == (1, "Payer les animatrices ?", "question")
    assert said(thread, cast) == ["Nous hésitons entre une indemnité et un contrat."]
    entry = JournalEntry.objects.get(kind="thread.started")
    assert (entry.by, entry.facts) == (cast.member, {"number": 1, "kind_word": "Question"})
    assert factories.thread(cast).number == 2


def test_the_same_form_sent_twice_begins_one_conversation_and_says_one_thing(cast: Cast) -> None:
    thread = factories.thread(cast, once="abc")
    assert factories.thread(cast, once="abc") == thread
    first = actions.write_message(thread, by=cast.awa, text="Chez nous, oui.", once="def")
    assert actions.write_message(thread, by=cast.awa, text="Chez nous, oui.", once="def") == first
    assert said(thread, cast) == ["Nous hésitons entre une indemnité et un contrat.", "Chez nous, oui."]


def test_the_form_of_somebody_else_is_another_form(cast: Cast) -> None:
    thread = factories.thread(cast, once="abc")
    actions.write_message(thread, by=cast.awa, text="Oui.", once="abc")
    assert len(said(thread, cast)) == 2


@pytest.mark.parametrize("text", ["", "   \n "])
def test_a_message_says_something_or_brings_a_file(cast: Cast, text: str) -> None:
    thread = factories.thread(cast)
    with pytest.raises(ValidationError):
        actions.write_message(thread, by=cast.awa, text=text)
    actions.write_message(thread, by=cast.awa, text=text, files=[prepare("a.txt", b"Bonjour")])
    assert len(said(thread, cast)) == 2


def test_whoever_speaks_follows_and_whoever_stopped_stays_so(cast: Cast) -> None:
    thread = factories.thread(cast)
    actions.write_message(thread, by=cast.awa, text="Oui.")
    actions.stop_following(thread, by=cast.awa)
    actions.write_message(thread, by=cast.awa, text="Encore.")
    follows = dict(Following.objects.values_list("membership__person", "follows"))
    assert follows == {cast.member.pk: True, cast.awa.pk: False}
    actions.follow(thread, by=cast.awa)
    assert queries.is_followed_by(cast.awa, thread)


def test_a_link_of_a_mail_stops_one_conversation(cast: Cast) -> None:
    thread, other = factories.thread(cast), factories.thread(cast)
    actions.stop(Following.objects.get(thread=thread).token)
    assert (queries.is_followed_by(cast.member, thread), queries.is_followed_by(cast.member, other)) == (
        False,
        True,
    )


def test_one_quotes_the_very_words_of_a_message_of_the_same_conversation(cast: Cast) -> None:
    thread, other = factories.thread(cast), factories.thread(cast, text="Ailleurs.")
    first = thread.messages.get()
    answer = actions.write_message(thread, by=cast.awa, text="Un contrat.", quotes=first, quoted="un contrat")
    assert (answer.quotes, answer.quoted) == (first, "un contrat")
    with pytest.raises(PermissionDenied):
        actions.write_message(thread, by=cast.awa, text="Non.", quotes=first, quoted="jamais dit")
    with pytest.raises(first.DoesNotExist):
        actions.write_message(thread, by=cast.awa, text="Non.", quotes=other.messages.get(), quoted="Ailleurs.")


def test_a_changed_message_keeps_what_it_said(cast: Cast) -> None:
    message = factories.thread(cast).messages.get()
    changed = actions.change_message(message, by=cast.member, text="Un contrat, finalement.", expected_revision=1)
    assert (changed.text, changed.revision) == ("Un contrat, finalement.", 2)
    assert [(r.number, r.text) for r in message.revisions.all()] == [(1, message.text)]


def test_the_same_words_saved_again_change_nothing(cast: Cast) -> None:
    message = factories.thread(cast).messages.get()
    same = actions.change_message(message, by=cast.member, text=message.text + "  ", expected_revision=7)
    assert (same.revision, same.changed_at) == (1, None)


def test_changed_from_two_windows_nothing_is_lost(cast: Cast) -> None:
    message = factories.thread(cast).messages.get()
    actions.change_message(message, by=cast.member, text="Ici.", expected_revision=1)
    with pytest.raises(MessageChanged) as changed:
        actions.change_message(message, by=cast.member, text="Là.", expected_revision=1)
    assert changed.value.message.text == "Ici."


def test_a_withdrawn_message_leaves_nothing_but_a_trace(cast: Cast, django_capture_on_commit_callbacks) -> None:
    thread = factories.thread(cast)
    message = actions.write_message(
        thread, by=cast.awa, text="Un secret.", files=[prepare("photo.jpg", factories.picture())]
    )
    file = message.files.get()
    actions.change_message(message, by=cast.awa, text="Un secret, bien gardé.", expected_revision=1)
    quoting = actions.write_message(thread, by=cast.member, text="Ah ?", quotes=message, quoted="Un secret")
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_message(message, by=cast.awa)
    message.refresh_from_db()
    quoting.refresh_from_db()
    assert (message.text, message.is_withdrawn, list(message.revisions.all())) == ("", True, [])
    assert (quoting.text, quoting.quoted, quoting.quotes) == ("Ah ?", "", message)
    assert not AttachedFile.objects.exists()
    assert not file.content.storage.exists(file.content.name)
    assert not file.preview.storage.exists(file.preview.name)
    actions.withdraw_message(message, by=cast.awa)  # twice is once


def test_what_a_message_said_before_is_erased_with_what_others_quote_of_it(cast: Cast) -> None:
    thread = factories.thread(cast, text="Le nom de la directrice est Untel. Elle a dit non.")
    message = thread.messages.get()
    named = actions.write_message(thread, by=cast.awa, text="Oh.", quotes=message, quoted="est Untel")
    other = actions.write_message(thread, by=cast.awa, text="Ah.", quotes=message, quoted="Elle a dit non.")
    actions.change_message(message, by=cast.member, text="Elle a dit non.", expected_revision=1)
    with pytest.raises(PermissionDenied):
        actions.erase_revision(message.revisions.get(), by=cast.awa)
    actions.erase_revision(message.revisions.get(), by=cast.member)
    for quoting in (named, other):
        quoting.refresh_from_db()
    assert (message.revisions.get().text, named.quoted, other.quoted) == ("", "", "Elle a dit non.")


def test_what_waits_for_a_first_answer_comes_first_then_the_latest_spoken_in(cast: Cast) -> None:
    now = clock.now()
    made = []
    for days, kind in ((9, "question"), (8, "question"), (7, "account"), (6, "trial_error"), (5, "question")):
        with clock.at(now - timedelta(days=days)):
            made.append(factories.thread(cast, kind=kind, title=f"{kind} {days}"))
    actions.write_message(made[1], by=cast.awa, text="Voici.")
    actions.write_message(made[0], by=cast.member, text="Je précise.")
    in_order = [(thread.title, thread.is_waiting) for thread in queries.threads_of(cast.awa, cast.community)]
    assert in_order == [
        ("question 9", True),
        ("question 5", True),
        ("question 8", False),
        ("trial_error 6", False),
        ("account 7", False),
    ]


def test_a_harvest_is_promised_kept_on_top_closed_and_opened_again(cast: Cast) -> None:
    thread = factories.thread(cast)
    promise = actions.promise_harvest(thread, by=cast.awa, due_on=clock.today() + timedelta(days=7))
    actions.harvest(thread, by=cast.awa, text="Trois façons de payer.", expected_number=0, closes=True)
    promise.refresh_from_db()
    thread.refresh_from_db()
    assert (thread.is_harvested, promise.kept_at is not None) == (True, True)
    actions.write_message(thread, by=cast.member, text="Une quatrième.")
    thread.refresh_from_db()
    assert not thread.is_harvested
    actions.harvest(thread, by=cast.awa, text="Quatre façons de payer.", expected_number=1, closes=False)
    versions = [(h.number, h.text) for h in thread.harvests.all()]
    assert versions == [(2, "Quatre façons de payer."), (1, "Trois façons de payer.")]
    kinds = list(
        JournalEntry.objects.order_by("number").values_list("kind", flat=True).filter(kind__contains="thread")
    )
    assert kinds == ["thread.started", "thread.promised", "thread.harvested"]


def test_a_harvest_begun_on_an_older_one_is_not_kept_over_it(cast: Cast) -> None:
    thread = factories.thread(cast)
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    actions.harvest(thread, by=cast.awa, text="Un.", expected_number=0, closes=False)
    with pytest.raises(HarvestChanged) as changed:
        actions.harvest(thread, by=cast.awa, text="Deux.", expected_number=0, closes=False)
    assert changed.value.harvest.text == "Un."
    actions.harvest(thread, by=cast.awa, text="Un.", expected_number=0, closes=True)  # sent twice


def test_a_promise_is_for_a_day_to_come_and_can_be_handed_back(cast: Cast) -> None:
    thread = factories.thread(cast)
    with pytest.raises(ValidationError):
        actions.promise_harvest(thread, by=cast.awa, due_on=clock.today() - timedelta(days=1))
    promise = actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    actions.hand_back(promise, by=cast.awa)
    assert queries.promise_of(thread) is None
    actions.promise_harvest(thread, by=cast.claire, due_on=clock.today())
    assert queries.promise_of(thread).by.person == cast.claire


def test_what_is_said_is_found_by_those_it_exists_for_and_goes_out_of_sight_with_its_thing(cast: Cast) -> None:
    meeting = sessions.session(cast)
    thread = factories.thread(cast, thing=meeting, text="Un mot rare : zinzolin.")
    passage = Passage.objects.get(label="discussions.Message", page_id=thread.pk)
    assert "zinzolin" in passage.text
    assert not {name for name in ("Mina", "Membre") if name in passage.text + passage.title}
    shown_to = passage.reader
    Meeting.objects.filter(pk=meeting.pk).update(audience=Audience.SESSION)
    indexing.changed(meeting)
    readers = Passage.objects.filter(page_label="discussions.Thread").values_list("reader", flat=True)
    assert (len(readers), shown_to in readers) == (2, False)
    actions.withdraw_message(thread.messages.get(), by=cast.member)
    assert "zinzolin" not in " ".join(Passage.objects.values_list("text", flat=True))
