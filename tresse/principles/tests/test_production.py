"""The gate (P3): each of its conditions missing in turn, with everything else there."""

from datetime import timedelta

import pytest
from django.utils.formats import date_format

from tresse.confidence.models import Attribution, Audience, Authorisation
from tresse.core import clock
from tresse.documents.models import Document
from tresse.documents.queries import trace_of
from tresse.library.content import snapshot
from tresse.library.tests.factories import authorise, block, publishable, published, quotation, remark, reread
from tresse.meetings.models import Meeting
from tresse.principles import production

SEVERAL = "Blocks come from three organisations or more"
SESSIONS = "At least two sessions that took place are its sources"
REREAD = "Somebody who did not write it has reread it"
ANSWERED = "Every remark has its answer"
AUTHORISED = "Each person quoted has authorised these very words for everyone"
ORIGINAL = "It is declared original"
BORROWED = "What is borrowed says from where, and under which licence"


@pytest.fixture
def document(cast, settings) -> Document:
    settings.LANGUAGE_CODE = "en"
    return publishable(cast)


def missing(document: Document) -> list[str]:
    return [str(condition.name) for condition in production.gate(trace_of(document)).missing]


def test_a_document_that_lived_all_of_it_passes(document):
    gate = production.gate(trace_of(document))
    assert gate.is_open
    assert [condition.trace for condition in gate.conditions] == [
        ["Ailleurs", "Nord solidaire", "Sud en commun"],
        ["Session 1, Thursday 12 March 2026", "Session 2, Sunday 12 April 2026"],
        ["1 person has reread it"],
        ["1 remark answered"],
        ["1 authorisation given"],
        [f"Declared on {date_format(clock.today())}"],
        [],
    ]


def test_blocks_of_two_organisations_are_not_enough(cast, document):
    document.blocks.filter(brought_by=cast.place("member")).update(brought_by=cast.place("claire"))
    assert missing(document) == [SEVERAL]


def test_a_person_without_an_organisation_counts_as_one(cast, document):
    document.blocks.filter(brought_by=cast.place("member")).update(brought_by=cast.place("newcomer"))
    assert missing(document) == []


def test_a_removed_block_counts_for_nothing(cast, document):
    document.blocks.filter(brought_by=cast.place("member")).update(removed_at=clock.now())
    assert missing(document) == [SEVERAL]


@pytest.mark.parametrize(
    "change",
    [
        {"cancelled_at": clock.now()},
        {"starts_at": clock.now() + timedelta(days=1), "ends_at": clock.now() + timedelta(days=2)},
    ],
    ids=["cancelled", "still to come"],
)
def test_a_session_that_did_not_take_place_is_no_source(document, change):
    Meeting.objects.filter(number=2).update(**change)
    assert missing(document) == [SESSIONS]


def test_blocks_that_do_not_say_where_they_come_from_are_asked(document):
    document.blocks.update(source_type=None, source_id=None)
    assert missing(document) == [SESSIONS]


def test_a_session_of_the_community_next_door_is_no_source(cast, document):
    Meeting.objects.filter(number=2).update(community=cast.next_door)
    assert missing(document) == [SESSIONS]


def test_who_wrote_does_not_count_as_a_rereader(cast, document):
    document.rereadings.update(by=cast.place("claire"))
    assert missing(document) == [REREAD]


def test_a_remark_without_an_answer_stops_it(cast, document):
    remark(document.blocks.first(), cast.place("former"))
    assert missing(document) == [ANSWERED]


@pytest.mark.parametrize(
    "change",
    [
        {"granted": False, "attribution": "", "named_as": ""},
        {"granted": None, "answered_at": None},
        {"replaced_at": clock.now()},
        {"audience": Audience.NETWORK},
        {"digest": "0" * 64},
    ],
    ids=["refused", "waiting", "replaced", "for the network only", "for other words"],
)
def test_without_an_authorisation_of_these_words_for_everyone_it_stays(document, change):
    Authorisation.objects.update(**change)
    assert missing(document) == [AUTHORISED]


def test_changed_words_ask_again(document):
    document.blocks.quoting().update(body="On a cessé de compter les femmes présentes.")
    assert missing(document) == [AUTHORISED]


def test_one_authorisation_among_two_is_not_enough(cast, document):
    quotation(document, cast.place("awa"), "Autre chose.", kind="testimony")
    assert missing(document) == [AUTHORISED]


def test_it_must_be_declared_original(document):
    Document.objects.filter(pk=document.pk).update(original_declared_at=None)
    assert missing(Document.objects.get(pk=document.pk)) == [ORIGINAL]


def test_what_is_borrowed_with_its_licence_passes(cast, document):
    block(document, cast.place("awa"), "tool", "Grille", borrowed_from="Un guide", borrowed_licence="CC-BY")
    assert missing(document) == []


def test_a_blank_licence_is_no_licence(cast, document):
    block(document, cast.place("awa"), "tool", "Grille", borrowed_from="Un guide", borrowed_licence=" ")
    assert missing(document) == [BORROWED]


def test_an_empty_document_misses_what_makes_an_exchange(cast):
    empty = Document.objects.create(
        community=cast.community, cycle=cast.cycle, title="Rien", begun_by=cast.place("awa")
    )
    assert len(production.gate(trace_of(empty)).missing) == 4


def test_every_missing_thing_says_what_to_do_and_where(cast, document):
    empty = Document.objects.create(
        community=cast.community, cycle=cast.cycle, title="Rien", begun_by=cast.place("awa")
    )
    for condition in production.gate(trace_of(empty)).missing:
        assert condition.missing
        assert condition.label
        assert condition.href.startswith(f"/c/cp-genre/d/{empty.pk}/")


@pytest.mark.parametrize("times", [1, 3])
def test_the_gate_takes_the_same_number_of_queries_whatever_there_is(
    cast, document, times, django_assert_num_queries
):
    for number in range(times):
        said = quotation(document, cast.place("claire"), f"Parole {number}")
        authorise(said, cast.outsider, named_as="Omar")
        remark(said, cast.place("former"), answer="Oui.")
    reread(document, cast.place("newcomer"))
    trace_of(document)  # content types are remembered from now on
    with django_assert_num_queries(6):
        production.gate(trace_of(document))


def terms(document):
    return {"digest": snapshot(trace_of(document)).digest}


@pytest.mark.parametrize("who", ["awa", "member", "outsider"])
def test_a_document_may_leave_when_its_gate_is_open(cast, document, who):
    assert production.publishing(cast.person(who), document, terms(document))


def test_it_may_not_leave_otherwise_than_it_was_shown(cast, document):
    shown = terms(document)
    document.blocks.filter(kind_key="text").update(body="Tout autre chose")
    ruling = production.publishing(cast.awa, document, shown)
    assert str(ruling.reason).startswith("The document has changed since")


def test_what_already_left_as_it_is_does_not_leave_twice(cast, document):
    published(cast, document)
    ruling = production.publishing(cast.awa, document, terms(document))
    assert str(ruling.reason).startswith("This is what the latest version already says")


def test_its_objective_says_what_it_hopes_for(cast, document):
    assert production.advice(trace_of(document)) == ["A discovery leaves landmarks: none of the blocks is one yet."]


def test_a_name_somebody_did_not_want_is_pointed_at_without_saying_it(cast, document):
    voice = document.blocks.quoting().get()
    authorise(voice, cast.member, attribution=Attribution.UNSIGNED)
    block(document, cast.place("claire"), "landmark", "Merci à Mina Membre.")
    assert production.advice(trace_of(document)) == [
        "Block 5 names somebody who is quoted elsewhere without their name: make sure it gives nobody away."
    ]
