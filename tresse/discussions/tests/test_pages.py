"""The pages of conversations, as people read and use them, without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tresse.core import clock
from tresse.decisions.tests import factories as decisions
from tresse.discussions import actions, things
from tresse.discussions.files import prepare
from tresse.discussions.models import AttachedFile, Message, Thread
from tresse.discussions.tests import factories
from tresse.documents.tests import factories as documents
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions


def page(browser, thread: Thread, query: str = "") -> str:
    return browser.get(thread.get_absolute_url() + query).content.decode()


def test_the_list_is_empty_with_one_example_then_full(as_, cast: Cast) -> None:
    address = reverse("discussions:threads", args=["cp-genre"])
    assert "How do you pay village facilitators" in as_("member").get(address).content.decode()
    factories.thread(cast, title="Le premier fil")
    factories.thread(cast, title="Un récit", kind="account", by=cast.awa)
    full = as_("member").get(address).content.decode()
    assert re.findall(r"Le premier fil|Un récit", full) == ["Le premier fil", "Un récit"]
    assert full.count("Waits for a first answer") == 1


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=account", {"Un récit"}),
        ("?q=PREMIER", {"Le premier fil"}),
        ("?q=indemnité contrat", {"Le premier fil", "Un récit"}),
        ("?q=indemnité absent", set()),
        ("?kind=nonsense&page=zz", {"Le premier fil", "Un récit"}),
        ("?q=%25", set()),
    ],
)
def test_the_list_is_narrowed_by_kind_and_words(as_, cast: Cast, query: str, titles: set[str]) -> None:
    factories.thread(cast, title="Le premier fil")
    factories.thread(cast, title="Un récit", kind="account", by=cast.awa)
    text = as_("member").get(reverse("discussions:threads", args=["cp-genre"]) + query).content.decode()
    assert set(re.findall(r"Le premier fil|Un récit", text)) == titles


def test_words_that_were_withdrawn_find_nothing(as_, cast: Cast) -> None:
    thread = factories.thread(cast)
    said = actions.write_message(thread, by=cast.awa, text="introuvable")
    address = reverse("discussions:threads", args=["cp-genre"]) + "?q=introuvable"
    assert thread.title in as_("member").get(address).content.decode()
    actions.withdraw_message(said, by=cast.awa)
    assert thread.title not in as_("member").get(address).content.decode()


def test_the_list_has_pages_rather_than_no_end(as_, cast: Cast) -> None:
    for number in range(21):
        factories.thread(cast, title=f"Fil {number}", kind="account")
    address = reverse("discussions:threads", args=["cp-genre"])
    first, second = (as_("member").get(f"{address}?page={n}").content.decode() for n in (1, 2))
    assert (first.count("thread-line"), second.count("thread-line")) == (20, 1)


def test_each_kind_is_taught_with_an_example(as_, cast: Cast) -> None:
    text = as_("member").get(reverse("discussions:new", args=["cp-genre"])).content.decode()
    assert text.count("For instance") == 4


def test_a_conversation_is_begun_by_a_plain_form(as_, cast: Cast) -> None:
    meeting = sessions.session(cast)
    address = reverse("discussions:start", args=["cp-genre", "trial_error"]) + f"?about={things.key_of(meeting)}"
    sent = {
        "title": "Notre grille",
        "text": "Personne ne l'a remplie.",
        "audience": "session",
        "once": "x" * 43,
        "attachments": [
            SimpleUploadedFile("a.txt", b"Bonjour"),
            SimpleUploadedFile("b.jpg", factories.picture((40, 20))),
        ],
    }
    answer = as_("member").post(address, sent)
    thread = Thread.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, thread.get_absolute_url())
    assert (thread.thing, thread.audience, thread.kind_key) == (meeting, "session", "trial_error")
    assert [file.name for file in thread.messages.get().files.all()] == ["a.txt", "b.jpg"]
    for upload in sent["attachments"]:
        upload.seek(0)
    assert as_("member").post(address, sent)["Location"] == thread.get_absolute_url()
    assert Thread.objects.count() == 1


@pytest.mark.parametrize("about", ["session:99999", "nothing:1", "session:x", "session:²", "community:1", ":"])
def test_about_what_does_not_exist_there_is_nothing_to_begin(as_, cast: Cast, about: str) -> None:
    assert as_("member").get(reverse("discussions:new", args=["cp-genre"]), {"about": about}).status_code == 404


def test_about_the_thing_of_another_community_there_is_nothing_to_begin(as_, cast: Cast) -> None:
    elsewhere = sessions.session(cast, inside_of=cast.next_door, by=cast.neighbour, audience="network")
    address = reverse("discussions:new", args=["cp-genre"])
    assert as_("member").get(address, {"about": things.key_of(elsewhere)}).status_code == 404


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([SimpleUploadedFile("page.html", b"<!doctype html>")], "web page"),
        ([SimpleUploadedFile("a.txt", b"a")] * 6, "five files at most"),
        ([SimpleUploadedFile("photo.jpg", b"MZ\x90")], "is a program"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(as_, cast: Cast, files, says: str) -> None:
    thread = factories.thread(cast)
    answer = as_("awa").post(thread.get_absolute_url(), {"text": "Chez nous, oui.", "attachments": files})
    text = answer.content.decode()
    assert (answer.status_code, says in text, "Chez nous, oui." in text) == (422, True, True)
    assert Message.objects.count() == 1


def test_one_answers_and_quotes(as_, cast: Cast) -> None:
    thread = factories.thread(cast)
    first = thread.messages.get()
    quoting = page(as_("awa"), thread, f"?quote={first.pk}")
    assert "Nous hésitons entre une indemnité et un contrat.</textarea>" in quoting
    sent = {"text": "Un contrat.", "quotes": first.pk, "quoted": "un contrat", "once": "y" * 43}
    answer = as_("awa").post(thread.get_absolute_url(), sent)
    said = Message.objects.latest("pk")
    assert (answer["Location"], said.quoted) == (said.get_absolute_url(), "un contrat")
    changed = as_("awa").post(thread.get_absolute_url(), sent | {"quoted": "deux contrats", "once": "z" * 43})
    assert (changed.status_code, Message.objects.count()) == (422, 2)


def test_what_was_received_is_told_to_the_browser_of_who_sent_it_alone(as_, cast: Cast) -> None:
    thread = factories.thread(cast, once="secret-of-mina")
    assert 'data-once="secret-of-mina"' in page(as_("member"), thread)
    assert "secret-of-mina" not in page(as_("awa"), thread)


def test_a_message_is_changed_withdrawn_and_its_past_erased(as_, cast: Cast) -> None:
    thread = factories.thread(cast)
    message = thread.messages.get()
    where = ["cp-genre", thread.number, message.pk]
    address = reverse("discussions:message", args=where)
    as_("member").post(address, {"text": "Mieux dit.", "expected_revision": 1})
    both = as_("member").post(address, {"text": "Autrement dit.", "expected_revision": 1})
    assert (both.status_code, "Mieux" in both.content.decode()) == (422, True)
    past = reverse("discussions:history", args=where)
    assert "Nous hésitons" in as_("awa").get(past).content.decode()
    as_("member").post(reverse("discussions:erasure", args=[*where, 1]))
    assert "Nous hésitons" not in as_("awa").get(past).content.decode()
    as_("member").post(reverse("discussions:withdrawal", args=where))
    text = page(as_("awa"), thread)
    assert ("Mieux dit." in text, "Message withdrawn by its author" in text) == (False, True)


def test_a_harvest_is_promised_written_and_stands_on_top(as_, cast: Cast) -> None:
    thread = factories.thread(cast)
    one = ["cp-genre", thread.number]
    as_("awa").post(reverse("discussions:promise", args=one), {"due_on": clock.today() + timedelta(days=3)})
    assert "Awa Diop has promised it" in page(as_("member"), thread)
    as_("awa").post(
        reverse("discussions:harvest", args=one), {"text": "Trois façons.", "closes": "on", "expected_number": 0}
    )
    text = page(as_("member"), thread)
    assert text.index("Trois façons.") < text.index("Nous hésitons")
    assert "Your message opens it again" in text
    as_("member").post(thread.get_absolute_url(), {"text": "Une quatrième."})
    assert "Your message opens it again" not in page(as_("member"), thread)


def test_under_the_chatham_house_rule_since_nobody_is_named(as_, cast: Cast) -> None:
    meeting = sessions.session(cast)
    thread = factories.thread(cast, thing=meeting, text="Bonjour à tout le monde.")
    actions.write_message(thread, by=cast.awa, text="Oui.", quotes=thread.messages.get(), quoted="Bonjour")
    actions.promise_harvest(thread, by=cast.claire, due_on=clock.today())
    named = {"Mina Membre", "Awa Diop", "Claire Roux"}
    found = page(as_("former"), thread)
    assert {name for name in named if name in found} == named
    Meeting.objects.filter(pk=meeting.pk).update(chatham_house=True)
    hidden = page(as_("former"), thread)
    listed = as_("former").get(reverse("discussions:threads", args=["cp-genre"])).content.decode()
    assert {name for name in named if name in hidden or name in listed} == set()


def test_a_file_is_given_to_be_kept_and_never_run(as_, cast: Cast) -> None:
    files = [prepare("grille.csv", b"a;b"), prepare("photo.jpg", factories.picture((40, 20)))]
    thread = factories.thread(cast, files=files)
    table, picture = thread.messages.get().files.all()
    for file, disposition in (
        (table, 'attachment; filename="grille.csv"'),
        (picture, 'inline; filename="photo.jpg"'),
    ):
        answer = as_("awa").get(file.get_absolute_url())
        assert b"".join(answer.streaming_content)
        said = (answer["Content-Type"], answer["Content-Disposition"], answer["X-Content-Type-Options"])
        assert said == (file.type, disposition, "nosniff")
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "private" in answer["Cache-Control"]
    text = page(as_("awa"), thread)
    assert ("grille.csv" in text, "3\xa0bytes" in text) == (True, True)


@pytest.mark.parametrize("kept", ["conversations/gone", ""])
def test_a_file_that_is_no_longer_there_is_not_found_and_its_conversation_is_read(
    as_, cast: Cast, kept: str
) -> None:
    thread = factories.thread(cast, files=[prepare("photo.jpg", factories.picture((40, 20)))])
    file = thread.messages.get().files.get()
    addresses = [file.get_absolute_url(), file.get_absolute_url() + "preview/", thread.get_absolute_url()]
    assert [as_("awa").get(address).status_code for address in addresses] == [200, 200, 200]
    AttachedFile.objects.filter(pk=file.pk).update(content=kept, preview=kept)
    assert [as_("awa").get(address).status_code for address in addresses] == [404, 404, 200]


def test_pages_of_things_lead_to_the_conversations_about_them(as_, cast: Cast) -> None:
    document = documents.document(cast)
    made = [
        sessions.session(cast),
        documents.text(document, cast.awa),
        decisions.proposal(cast),
        decisions.decision(cast),
    ]
    for thing in made:
        factories.thread(cast, thing=thing, title=f"Sur {things.key_of(thing)}")
        text = as_("awa").get(thing.get_absolute_url()).content.decode()
        assert f"Sur {things.key_of(thing)}" in text, thing
        key = "document" if "block" in things.key_of(thing) else things.key_of(thing)
        assert f"?about={key}" in text, thing


def test_a_page_asks_as_much_of_one_as_of_three(as_, cast: Cast) -> None:
    counts = []
    for _round in range(2):
        for _turn in range(1 if not counts else 3):
            meeting = sessions.session(cast)
            thread = factories.thread(cast, thing=meeting, files=[prepare("a.txt", b"a")])
            for who in (cast.awa, cast.claire, cast.member):
                actions.write_message(thread, by=who, text="Oui.", quotes=thread.messages.first(), quoted="Nous")
        browser = as_("former")
        for address in (thread.get_absolute_url(), reverse("discussions:threads", args=["cp-genre"])):
            browser.get(address)
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 34
