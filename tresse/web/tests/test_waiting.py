"""What waits is read for many people at once, and says of each what it says of them alone."""

from datetime import timedelta
from itertools import chain

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.module_loading import import_string

from config.waiting import WAITING
from config.weighty_acts import WEIGHTY_ACTS
from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.waiting import Waiting, waiting_for
from tresse.documents import actions as documents
from tresse.documents.models import Document
from tresse.documents.tests import factories
from tresse.meetings import actions as meetings
from tresse.meetings.models import Answer, Attendance, Meeting
from tresse.memberships.actions import invite
from tresse.memberships.models import Membership
from tresse.memberships.tests.test_acts import ask_for_a_mandate


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Something waits in every concept there is."""
    ask_for_a_mandate(cast)
    invite(cast.community, by=cast.member, email=cast.outsider.email)
    begins = clock.now() + timedelta(days=5)
    meetings.convene(
        cast.community,
        by=cast.awa,
        title="Le terrain",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        time_zone="Europe/Paris",
        place="Lille",
    )
    document = factories.document(cast)
    block = factories.text(document, cast.claire)
    words = factories.quotation(document, cast.awa, quoted_person=cast.member)
    documents.ask_for_words(words, by=cast.awa)
    documents.open_rereading(document, by=cast.awa)
    documents.add_remark(block, text="Plus court ?", by=cast.member)
    return cast


# What other functions ask of the cast is tried beside them.
READERS = (
    "tresse.memberships.waiting.invitations",
    "tresse.memberships.waiting.acts",
    "tresse.charters.waiting.signatures",
    "tresse.charters.waiting.new_versions",
    "tresse.confidence.waiting.authorisations",
    "tresse.meetings.waiting.answers",
    "tresse.documents.waiting.remarks",
    "tresse.documents.waiting.rereadings",
)


def everybody() -> dict[str, list[str]]:
    """Who has what waiting, all read at once."""
    said: dict[str, list[str]] = {}
    for one in chain.from_iterable(import_string(path)(Person.objects.all()) for path in READERS):
        said.setdefault(Person.objects.get(pk=one.person_id).name.split()[0], []).append(one.said)
    return {name: sorted(sentences) for name, sentences in said.items()}


def test_each_person_has_what_waits_for_them_and_nothing_else(busy: Cast) -> None:
    act = f"Awa Diop asks in CP Genre: {WEIGHTY_ACTS['mandate.giving'].name}. It takes a second person."
    session = "CP Genre meets: Le terrain."
    reread = "“Carnet de découverte” waits for rereaders in CP Genre."
    charter = "The charter of CP Genre has changed: read what is new and sign it."
    assert everybody() == {
        "Awa": [session],
        "Claire": [act, session, "Mina Membre made a remark on what you brought to “Carnet de découverte”."],
        "Farid": [act, session, reread],
        "Lena": [session, charter, reread],  # she signs the new charter before she confirms anything
        "Mina": [act, session, "Your words are quoted in CP Genre: may they be shown?", reread],
        "Tom": [session, reread],
        "Ugo": ["Your place in CP Genre is kept: signing its charter opens the door."],
        "Omar": ["Mina Membre invites you to CP Genre."],
    }


def test_it_says_the_same_of_somebody_alone(busy: Cast) -> None:
    together: dict[int, list[str]] = {}
    for one in waiting_for(Person.objects.all()):
        together.setdefault(one.person_id, []).append(one.key)
    alone = {
        person.pk: [one.key for one in waiting_for(Person.objects.filter(pk=person.pk))]
        for person in Person.objects.all()
    }
    assert {pk: sorted(keys) for pk, keys in alone.items() if keys} == {
        pk: sorted(keys) for pk, keys in together.items()
    }


@pytest.mark.parametrize("path", WAITING)
def test_thirty_people_take_as_many_queries_as_one(busy: Cast, path: str) -> None:
    def queries(people: QuerySet[Person]) -> int:
        with CaptureQueriesContext(connection) as asked:
            list(import_string(path)(people))
        return len(asked)

    for number in range(30):
        person = Person.objects.create_user(f"many{number}@example.org", f"Many {number}")
        Membership.objects.create(community=busy.community, person=person, signed_at=clock.now())
    assert queries(Person.objects.all()) == queries(Person.objects.filter(pk=busy.member.pk)) <= 3


def test_a_thing_is_known_by_the_same_key_in_every_language(busy: Cast) -> None:

    def keys() -> list[str]:
        return sorted(one.key for one in waiting_for(Person.objects.all()))

    english = keys()
    with translation.override("fr"):
        assert keys() == english
    mina = Person.objects.filter(pk=busy.member.pk)
    assert len({one.key for one in waiting_for(mina)}) == len(list(waiting_for(mina))) >= 4


def test_whoever_pauses_has_nothing_to_answer_there(busy: Cast) -> None:
    Membership.objects.filter(person=busy.former).update(paused_at=clock.now())
    assert "Farid" not in everybody()


def test_a_session_kept_to_some_waits_for_them_alone(busy: Cast) -> None:
    Meeting.objects.update(audience=Audience.SESSION)
    meeting = Meeting.objects.get()
    Attendance.objects.all().delete()
    Attendance.objects.create(meeting=meeting, person=busy.newcomer)
    Attendance.objects.create(meeting=meeting, person=busy.member, came=False)
    Attendance.objects.create(meeting=meeting, person=busy.awa, answer=Answer.COMING)
    assert [name for name, said in everybody().items() if "CP Genre meets: Le terrain." in said] == ["Tom"]


def test_a_document_for_a_session_alone_waits_for_no_rereader(busy: Cast) -> None:
    Document.objects.update(audience=Audience.SESSION)
    assert [name for name, said in everybody().items() if any("rereaders" in one for one in said)] == []


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Le terrain", "CP Genre meets: Le terrain."),
        ("Où freinez-vous ?", "CP Genre meets: Où freinez-vous ?"),
        ("On y va !", "CP Genre meets: On y va !"),
        ("Et ensuite…", "CP Genre meets: Et ensuite…"),
        ("100 % d'accord", "CP Genre meets: 100 % d'accord."),
    ],
)
def test_a_title_that_ends_the_sentence_keeps_its_own_mark(title: str, said: str) -> None:
    facts = {"community": "CP Genre", "title": title}
    assert Waiting(1, "%(community)s meets: %(title)s.", "/", "Go", facts).said == said
