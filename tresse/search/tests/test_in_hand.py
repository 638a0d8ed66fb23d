"""What is written is indexed as it is in hand; what was read too long ago is never believed (S1)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock, indexing
from tresse.discussions import actions as conversations
from tresse.discussions.models import Thread
from tresse.documents import actions as documents
from tresse.documents.models import Document
from tresse.meetings import actions as meetings
from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.tests import factories as sessions
from tresse.search.models import Passage
from tresse.search.tests.test_writing import differences_but_of_the_cast, inside, readers

Act = Callable[[Cast, Any], Any]

ON_A_SESSION: dict[str, Act] = {
    "a moment is added": lambda cast, it: meetings.add_agenda_item(it, by=cast.awa, title="Un tour", minutes=20),
    "its place changes": lambda cast, it: meetings.change_meeting(it, by=cast.awa, place="Ici"),
    "somebody talks of it": lambda cast, it: talk_of(cast, it),
}
ON_A_THREAD: dict[str, Act] = {
    "somebody answers": lambda cast, it: conversations.write_message(it, by=cast.member, text="Oui."),
    "its title changes": lambda cast, it: conversations.change_thread(
        it, by=cast.awa, title="Autre", kind="question"
    ),
    "it is harvested": lambda cast, it: harvest(cast, it),
    "words change": lambda cast, it: conversations.change_message(
        it.messages.get(), by=cast.awa, text="Autrement.", expected_revision=1
    ),
}
ON_A_DOCUMENT: dict[str, Act] = {
    "a block is added": lambda cast, it: documents.add_block(it, "text", body="Un bloc.", by=cast.awa),
    "a block is saved": lambda cast, it: documents.save_block(
        it.blocks.get(), expected_revision=1, body="Autre chose.", by=cast.awa
    ),
}


@pytest.mark.parametrize("act", ON_A_SESSION.values(), ids=ON_A_SESSION)
def test_a_session_read_before_it_was_narrowed_is_not_believed(cast: Cast, act: Act) -> None:
    old = sessions.session(cast, title="Une goyave", audience=Audience.PUBLIC)
    narrow(Meeting.objects.get(pk=old.pk), Audience.COMMUNITY)
    act(cast, old)
    assert {*Passage.objects.values_list("reader", flat=True)} == {inside(cast)}
    assert list(differences_but_of_the_cast()) == []


@pytest.mark.parametrize("act", ON_A_THREAD.values(), ids=ON_A_THREAD)
def test_a_conversation_read_before_its_session_was_narrowed_is_not_believed(cast: Cast, act: Act) -> None:
    meeting = sessions.session(cast, audience=Audience.NETWORK)
    thread = talk_of(cast, meeting)
    assert thread.thing.audience == Audience.NETWORK  # remembered from now on
    assert readers("discussions.Message") == ["n"]
    narrow(Meeting.objects.get(pk=meeting.pk), Audience.COMMUNITY)
    act(cast, thread)
    assert {*readers("discussions.Thread"), *readers("discussions.Message")} == {inside(cast)}
    assert list(differences_but_of_the_cast()) == []


@pytest.mark.parametrize("act", ON_A_DOCUMENT.values(), ids=ON_A_DOCUMENT)
def test_a_document_read_before_it_was_narrowed_is_not_believed(cast: Cast, act: Act) -> None:
    old = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    documents.add_block(old, "text", body="Un début.", by=cast.awa)
    Document.objects.update(audience=Audience.PUBLIC)
    old.refresh_from_db()
    narrow(Document.objects.get(pk=old.pk), Audience.COMMUNITY)
    act(cast, old)
    assert {*readers("documents.Document"), *readers("documents.Block")} == {inside(cast)}
    assert list(differences_but_of_the_cast()) == []


def test_lists_one_remembers_are_read_again(cast: Cast) -> None:
    meeting = sessions.session(cast)
    meeting = Meeting.objects.prefetch_related("agenda").get(pk=meeting.pk)
    AgendaItem.objects.create(meeting=meeting, title="Une goyave", minutes=20, position=1)
    with transaction.atomic():
        indexing.written(meeting)
        AgendaItem.objects.create(meeting=meeting, title="Une carambole", minutes=20, position=2)
        indexing.written(meeting)
    assert Passage.objects.get(label="meetings.Meeting").text == "Une goyave Une carambole"


def test_what_says_the_same_is_not_written_again(cast: Cast) -> None:
    document = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    for number in range(3):
        documents.add_block(document, "text", body=f"Bloc {number}.", by=cast.awa)
    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        indexing.changed(document, *document.blocks.all())
    assert not [one["sql"] for one in captured if one["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]


def test_a_message_is_found_alone_and_goes_when_it_is_withdrawn(cast: Cast) -> None:
    thread = talk_of(cast, None)
    message = conversations.write_message(thread, by=cast.member, text="Une carambole.")
    conversations.withdraw_message(message, by=cast.member)
    said = Passage.objects.filter(page_label="discussions.Thread", page_id=thread.pk)
    assert sorted(said.values_list("label", "title", "text")) == [
        ("discussions.Message", "Une goyave ?", "Parlons-en."),
        ("discussions.Thread", "Une goyave ?", ""),
    ]


def narrow(thing: Any, audience: Audience) -> None:
    """Somebody else does, meanwhile."""
    with transaction.atomic():
        type(thing).objects.filter(pk=thing.pk).update(audience=audience)
        indexing.changed(thing)


def harvest(cast: Cast, thread: Thread) -> None:
    conversations.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    conversations.harvest(thread, by=cast.awa, text="Ceci.", expected_number=0, closes=True)


def talk_of(cast: Cast, thing: Any) -> Thread:
    return conversations.start_thread(
        cast.community,
        by=cast.awa,
        kind="question",
        title="Une goyave ?",
        text="Parlons-en.",
        thing=thing,
        audience="network",
    )
