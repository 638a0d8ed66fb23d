"""Two people at the same instant, each on a connection of their own, on both databases."""

import pytest

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.confidence.models import Authorisation
from tresse.documents import actions
from tresse.documents.actions import Conflict
from tresse.documents.models import Block, BlockDraft, Document
from tresse.documents.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    return build_cast()


@pytest.fixture
def document(cast):
    return factories.document(cast)


def test_two_save_the_same_block_and_nothing_is_lost(cast, document):
    block = factories.text(document, cast.awa)

    def saving(who, body):
        return lambda: actions.save_block(block, expected_revision=1, body=body, by=cast.person(who))

    outcomes = at_once(saving("awa", "le texte d'Awa"), saving("claire", "le texte de Claire"))
    lost = next(outcome for outcome in outcomes if isinstance(outcome, Conflict))
    kept = next(outcome for outcome in outcomes if isinstance(outcome, Block))
    assert {lost.body, kept.body} == {"le texte d'Awa", "le texte de Claire"}
    assert lost.theirs.body == kept.body == Block.objects.get().body


def test_the_same_form_sent_twice_at_once_adds_one_block(cast, document):
    def adding():
        return factories.text(document, cast.awa, once="form-1")

    assert {block.pk for block in at_once(adding, adding)} == {Block.objects.get().pk}


def test_blocks_added_at_once_all_find_their_place(cast, document):
    people = (cast.awa, cast.claire, cast.member, cast.newcomer)
    at_once(*[lambda by=by: factories.text(document, by) for by in people])
    assert sorted(Block.objects.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_the_same_document_begun_twice_at_once_is_one(cast):
    at_once(*[lambda: factories.document(cast, title="Une seule fois")] * 2)
    assert Document.objects.count() == 1


def test_a_remark_and_a_draft_sent_twice_at_once_are_one(cast, document):
    block = factories.text(document, cast.awa)
    actions.open_rereading(document, by=cast.awa)
    at_once(*[lambda: actions.add_remark(block, text="Clair", by=cast.member)] * 2)
    at_once(*[lambda: actions.keep_draft(document, block=block, fields={"body": "x"}, by=cast.awa)] * 2)
    assert (block.remarks.count(), BlockDraft.objects.count()) == (1, 1)


def test_two_give_it_to_reread_at_once_and_those_quoted_are_asked_once(cast, document):
    factories.quotation(document, cast.awa)
    opening = [lambda by=by: actions.open_rereading(document, by=by) for by in (cast.awa, cast.claire)]
    outcomes = at_once(*opening)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Document", "PermissionDenied"]
    assert Authorisation.objects.count() == 1
