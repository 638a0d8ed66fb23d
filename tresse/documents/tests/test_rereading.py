"""Giving to reread, remarks, answers, declarations; and the facts the gate reads."""

import pytest
from django.core.exceptions import PermissionDenied

from tresse.accounts.models import Person
from tresse.confidence.actions import answer_authorisation
from tresse.confidence.models import Authorisation
from tresse.core.models import OutgoingMail
from tresse.documents import actions, waiting
from tresse.documents.models import Document
from tresse.documents.queries import documents_of, trace_of, traces_of, writers_of
from tresse.documents.states import State
from tresse.documents.tests import factories
from tresse.memberships.models import Membership


@pytest.fixture
def written(cast):
    """A document with a text of Awa's, another of Claire's, and words of Fatou's."""
    document = factories.document(cast)
    factories.text(document, cast.awa, source=factories.held_meeting(cast.community).as_source())
    factories.text(document, cast.claire, body="Vu de Lille.")
    factories.quotation(document, cast.awa)
    return document


@pytest.fixture
def given(cast, written):
    return actions.open_rereading(written, by=cast.awa)


def say_yes(authorisation, **how):
    return answer_authorisation(
        authorisation, **{"granted": True, "attribution": "named", **how}, token=authorisation.token
    )


def test_nothing_is_given_to_reread_before_a_first_block(cast):
    with pytest.raises(PermissionDenied, match="add a first block"):
        actions.open_rereading(factories.document(cast), by=cast.awa)


def test_giving_to_reread_asks_everyone_quoted_and_waits_for_everyone_who_did_not_write(cast, given):
    assert [(a.name, a.text, a.audience) for a in Authorisation.objects.all()] == [
        ("Fatou Sarr", factories.WORDS, "public")
    ]
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"fatou@example.org"}
    written = set(given.blocks.values_list("brought_by__person", flat=True))
    waits = {one.person_id for one in waiting.rereadings(Person.objects.all())}
    present = set(Membership.objects.present().filter(community=cast.community).values_list("person", flat=True))
    assert (waits, len(written) > 0) == (present - written, True)


def test_giving_to_reread_twice_is_refused_with_a_sentence(cast, given):
    with pytest.raises(PermissionDenied, match="already being reread"):
        actions.open_rereading(given, by=cast.claire)


def test_somebody_quoted_without_an_address_is_not_asked(cast, written):
    factories.quotation(written, cast.awa, quoted_email="")
    actions.open_rereading(written, by=cast.awa)
    assert Authorisation.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("awa", True), ("member", True), ("newcomer", True), ("former", True), ("late", False), ("neighbour", False),
     ("outsider", False), ("unsigned", False), ("steward", False)],
)  # fmt: skip
def test_who_takes_part_makes_remarks_once_it_is_given_to_reread(cast, written, who, allowed):
    block, person = written.blocks.first(), cast.person(who)
    with pytest.raises(PermissionDenied):
        actions.add_remark(block, text="Trop tôt", by=person)
    actions.open_rereading(written, by=cast.awa)
    if allowed:
        actions.add_remark(block, text="Et les hommes ?", by=person)
    else:
        with pytest.raises(PermissionDenied):
            actions.add_remark(block, text="Et les hommes ?", by=person)
    assert block.remarks.count() == int(allowed)


def test_a_remark_sent_twice_is_one_remark(cast, given):
    block = given.blocks.first()
    assert len({actions.add_remark(block, text="Et les hommes ?", by=cast.member).pk for _ in range(2)}) == 1


def test_a_remark_is_answered_once_by_somebody_else(cast, given):
    remark = actions.add_remark(given.blocks.first(), text="Et les hommes ?", by=cast.member)
    with pytest.raises(PermissionDenied, match="somebody else answers"):
        actions.answer_remark(remark, answer="Voilà", by=cast.member)
    answered = actions.answer_remark(remark, answer="Ajouté au bloc 2.", by=cast.awa)
    assert (answered.answer, answered.answered_by) == ("Ajouté au bloc 2.", cast.place("awa"))
    with pytest.raises(PermissionDenied, match="already answered"):
        actions.answer_remark(remark, answer="Encore", by=cast.claire)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("awa", "You wrote in this document"), ("claire", "You wrote in this document"), ("member", None),
     ("newcomer", None), ("former", None), ("neighbour", "participant"), ("outsider", "participant"),
     ("unsigned", "sign it first"), ("steward", "participant")],
)  # fmt: skip
def test_who_did_not_write_it_rereads_it(cast, given, who, sentence):
    if sentence is None:
        actions.declare_reread(given, by=cast.person(who), word="Clair.")
    else:
        with pytest.raises(PermissionDenied, match=sentence):
            actions.declare_reread(given, by=cast.person(who))
    assert given.rereadings.count() == int(sentence is None)


def test_who_corrected_a_block_or_typed_it_for_somebody_wrote_it(cast, written):
    block = factories.text(written, cast.member, body="Dicté", brought_by=cast.place("former"))
    actions.save_block(block, expected_revision=1, body="Dicté, corrigé", by=cast.newcomer)
    assert writers_of(written) == {cast.person(who).pk for who in ("awa", "claire", "member", "former", "newcomer")}


def test_rereading_twice_is_refused_with_a_sentence(cast, given):
    actions.declare_reread(given, by=cast.member)
    with pytest.raises(PermissionDenied, match="already said"):
        actions.declare_reread(given, by=cast.member)


def test_who_rereads_and_then_writes_no_longer_counts_as_a_rereader(cast, given):
    actions.declare_reread(given, by=cast.member)
    assert [r.by for r in trace_of(given).rereadings] == [cast.place("member")]
    factories.text(given, cast.member)
    assert trace_of(given).rereadings == []


def test_what_is_borrowed_or_added_after_the_declaration_is_declared_again(cast, written):
    def declared():
        return Document.objects.get(pk=written.pk).original_declared_at is not None

    actions.declare_original(written, by=cast.member)
    assert declared()
    with pytest.raises(PermissionDenied, match="already declared"):
        actions.declare_original(written, by=cast.awa)
    block = factories.text(written, cast.awa)
    assert not declared()
    actions.declare_original(written, by=cast.awa)
    actions.save_block(block, expected_revision=1, body="Une coquille de moins", by=cast.awa)
    assert declared()
    actions.save_block(
        block, expected_revision=2, body="x", by=cast.awa, borrowed_from="Le guide", borrowed_licence="CC BY"
    )
    assert not declared()


def test_the_state_follows_from_the_facts(cast, given):
    assert trace_of(given).state == State.DRAFT
    remark = actions.add_remark(given.blocks.first(), text="Et les hommes ?", by=cast.member)
    actions.declare_reread(given, by=cast.member)
    assert trace_of(given).state == State.DRAFT  # a remark waits
    actions.answer_remark(remark, answer="Ajouté.", by=cast.awa)
    assert trace_of(given).state == State.REREAD
    say_yes(Authorisation.objects.get())
    assert trace_of(given).state == State.AUTHORISED


def test_the_trace_says_the_facts(cast, written):
    second = factories.held_meeting(cast.community, number=2, days_ago=3)
    factories.held_meeting(cast.community, number=3)  # nothing comes from it
    tool = actions.add_block(
        written, "tool", body="Une grille", by=cast.newcomer, source=second.as_source(),
        borrowed_from="Un guide", borrowed_licence="CC BY 4.0",
    )  # fmt: skip
    trace = trace_of(written)
    assert set(trace.sides.values()) == {"Sud en commun", "Nord solidaire", "Tom Nouveau"}
    assert [source.title for source in trace.sources] == ["Rencontre 1", "Rencontre 2"]
    assert [block.body for block in trace.waiting] == [factories.WORDS]
    assert (trace.borrowed, trace.unanswered, list(trace.rereadings)) == ([tool], [], [])
    assert (trace.is_original, trace.state) == (False, State.DRAFT)


def test_what_was_taken_out_leaves_no_trace(cast, written):
    for block in written.blocks.all():
        actions.remove_block(block, by=cast.awa)
    trace = trace_of(written)
    assert (trace.sides, trace.sources, trace.waiting, writers_of(written)) == ({}, [], [], set())


def test_the_traces_of_one_and_of_three_documents_cost_the_same(cast, written, django_assert_num_queries):
    for title in ("deux", "trois"):
        another = factories.document(cast, title=title)
        factories.quotation(another, cast.claire)
        factories.text(another, cast.claire)
    documents = documents_of(cast.member, cast.community)
    for some in (documents[:1], documents):
        with django_assert_num_queries(4):
            assert {trace.state for trace in traces_of(some).values()} == {State.DRAFT}
