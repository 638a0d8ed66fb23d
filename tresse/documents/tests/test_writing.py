"""Beginning, adding, saving, moving, taking out."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.documents import actions
from tresse.documents.actions import Conflict
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, BlockDraft, Document
from tresse.documents.tests import factories


def order(document):
    return [block.body for block in document.blocks.kept()]


def in_english(word):
    with translation.override("en"):
        return str(word)


def kinds_of(document):
    stream = document.community.stream
    return list(JournalEntry.objects.filter(stream=stream).values_list("kind", flat=True).order_by("number"))


@pytest.mark.parametrize(
    ("who", "begun"),
    [("awa", True), ("member", True), ("newcomer", True), ("former", True), ("late", False), ("neighbour", False),
     ("outsider", False), ("unsigned", False), ("steward", False)],
)  # fmt: skip
def test_who_takes_part_begins_a_document(cast, who, begun):
    if begun:
        actions.begin_document(cast.cycle, title="Carnet", by=cast.person(who))
    else:
        with pytest.raises(PermissionDenied):
            actions.begin_document(cast.cycle, title="Carnet", by=cast.person(who))
    assert Document.objects.count() == int(begun)


def test_a_document_begun_twice_is_one_document(cast):
    twice = [actions.begin_document(cast.cycle, title="Carnet", by=cast.awa) for _ in range(2)]
    assert twice[0] == twice[1]
    assert kinds_of(twice[0]) == ["document.begun"]


@pytest.mark.parametrize("audience", ["community", "network", "public"])
def test_a_document_begins_with_the_audience_of_the_charter(cast, audience):
    cast.community.charters.update(default_audience=audience)
    assert factories.document(cast).audience == audience


def test_an_ended_cycle_takes_no_more_writing(cast):
    document = factories.document(cast)
    cast.cycle.ended_at, cast.cycle.ending, cast.cycle.ending_reason = (
        clock.now(),
        "without_document",
        "Plus le temps",
    )
    cast.cycle.save()
    with pytest.raises(PermissionDenied, match="cycle has ended"):
        factories.text(document, cast.awa)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_added_at_the_end(cast, kind):
    document = factories.document(cast)
    factories.text(document, cast.awa)
    block = actions.add_block(document, kind, body="Un texte", by=cast.member)
    assert (block.kind_key, block.position, block.brought_by) == (kind, 2, cast.place("member"))
    assert JournalEntry.objects.last().facts == {"title": document.title, "kind_word": in_english(KINDS[kind].name)}


def test_the_same_form_sent_twice_adds_one_block(cast):
    document = factories.document(cast)
    twice = [factories.text(document, cast.awa, once="form-1") for _ in range(2)]
    assert twice[0] == twice[1]
    assert (order(document), kinds_of(document)) == (
        ["Ce que nous avons compris."],
        ["document.begun", "block.added"],
    )


def test_a_block_comes_at_the_place_one_asked_for(cast):
    document = factories.document(cast)
    for body in ("un", "trois"):
        factories.text(document, cast.awa, body=body)
    factories.text(document, cast.awa, body="deux", at=2)
    assert order(document) == ["un", "deux", "trois"]


@pytest.mark.parametrize(
    ("to", "expected"),
    [("up", "bac"), ("down", "acb"), (1, "bac"), (3, "acb"), (99, "acb"), (-4, "bac"), (2, "abc")],
)
def test_a_block_moves(cast, to, expected):
    document = factories.document(cast)
    blocks = {body: factories.text(document, cast.awa, body=body) for body in "abc"}
    actions.move_block(blocks["b"], to=to, by=cast.member)
    assert "".join(order(document)) == expected


def test_the_first_block_moved_up_and_the_last_down_stay(cast):
    document = factories.document(cast)
    first, last = (factories.text(document, cast.awa, body=body) for body in "ab")
    actions.move_block(first, to="up", by=cast.awa)
    actions.move_block(last, to="down", by=cast.awa)
    assert order(document) == ["a", "b"]


def test_a_block_taken_out_can_be_put_back_where_it_was(cast):
    document = factories.document(cast)
    blocks = [factories.text(document, cast.awa, body=body) for body in "abc"]
    actions.remove_block(blocks[1], by=cast.member)
    assert order(document) == ["a", "c"]
    actions.remove_block(blocks[1], by=cast.member)  # twice
    actions.put_block_back(blocks[1], by=cast.awa)
    assert order(document) == ["a", "b", "c"]
    assert kinds_of(document)[-2:] == ["block.removed", "block.put_back"]


def test_saving_keeps_what_was_said_before(cast):
    document = factories.document(cast)
    block = factories.text(document, cast.awa, body="avant", title="Titre")
    saved = actions.save_block(block, expected_revision=1, body="après", by=cast.member)
    assert (saved.body, saved.title, saved.revision) == ("après", "Titre", 2)
    revisions = [(r.number, r.title, r.body, r.by) for r in block.revisions.all()]
    assert revisions == [(1, "Titre", "avant", cast.place("member")), (0, "", "", cast.place("awa"))]


def test_saving_over_somebody_else_is_a_conflict_that_carries_both_texts(cast):
    block = factories.text(factories.document(cast), cast.awa, body="avant")
    actions.save_block(block, expected_revision=1, body="leur texte", by=cast.claire)
    with pytest.raises(Conflict) as conflict:
        actions.save_block(block, expected_revision=1, body="mon texte", title="Mon titre", by=cast.awa)
    assert (conflict.value.theirs.body, conflict.value.theirs.revision) == ("leur texte", 2)
    assert (conflict.value.body, conflict.value.details) == ("mon texte", {"title": "Mon titre"})
    assert Block.objects.get(pk=block.pk).body == "leur texte"


def test_the_same_text_sent_twice_is_no_conflict(cast):
    block = factories.text(factories.document(cast), cast.awa, body="avant")
    for _ in range(2):
        saved = actions.save_block(block, expected_revision=1, body="après", by=cast.awa)
    assert saved.revision == 2


def test_saving_what_somebody_took_out_asks_before_putting_it_back(cast):
    document = factories.document(cast)
    block = factories.text(document, cast.awa, body="avant")
    actions.remove_block(block, by=cast.claire)
    with pytest.raises(Conflict) as conflict:
        actions.save_block(block, expected_revision=1, body="mon texte", by=cast.awa)
    assert conflict.value.theirs.removed_at is not None
    actions.save_block(block, expected_revision=1, body="mon texte", by=cast.awa, put_back=True)
    assert order(document) == ["mon texte"]
    assert kinds_of(document)[-2:] == ["block.removed", "block.put_back"]


def test_a_block_is_brought_by_somebody_inside_only(cast):
    document = factories.document(cast)
    assert factories.text(document, cast.awa, brought_by=cast.place("member")).brought_by == cast.place("member")
    for who, community in (("neighbour", cast.next_door), ("unsigned", cast.community)):
        with pytest.raises(PermissionDenied, match="does not take part"):
            factories.text(document, cast.awa, brought_by=cast.place(who, community))


def test_a_block_comes_from_a_session_of_its_own_community_only(cast):
    document = factories.document(cast)
    ours, theirs = factories.held_meeting(cast.community), factories.held_meeting(cast.next_door)
    block = factories.text(document, cast.awa, source=ours.as_source())
    assert (block.source, block.source_key) == (ours, f"meetings.Meeting:{ours.pk}")
    with pytest.raises(PermissionDenied, match="not something the community lived"):
        factories.text(document, cast.awa, source=theirs.as_source())


def test_a_session_one_may_not_see_is_no_source(cast):
    document = factories.document(cast)
    hidden = factories.held_meeting(cast.community, audience="session", convened_by=cast.place("awa"))
    with pytest.raises(PermissionDenied, match="not something the community lived"):
        factories.text(document, cast.claire, source=hidden.as_source())


def test_a_draft_is_kept_until_the_block_is_saved(cast):
    document = factories.document(cast)
    block = factories.text(document, cast.awa)
    for body in ("je tape", "je tape encore"):
        actions.keep_draft(document, block=block, fields={"body": body}, by=cast.awa)
    actions.keep_draft(document, fields={"body": "nouveau"}, by=cast.awa)
    actions.keep_draft(document, block=block, fields={"body": "Mina tape"}, by=cast.member)
    actions.save_block(block, expected_revision=1, body="je tape encore", by=cast.awa)
    assert {draft.fields["body"] for draft in BlockDraft.objects.all()} == {"nouveau", "Mina tape"}
    factories.text(document, cast.awa)
    assert [draft.fields["body"] for draft in BlockDraft.objects.all()] == ["Mina tape"]
