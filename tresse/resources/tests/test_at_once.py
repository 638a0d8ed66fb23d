"""Two people at the same instant, on the database one really runs."""

import pytest

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.resources import actions
from tresse.resources.models import Note, Reference
from tresse.resources.tests.factories import WHOLE, reference


@pytest.fixture
def world(transactional_db: None) -> Cast:
    return build_cast()


def test_the_same_reference_brought_by_two_is_one(world: Cast) -> None:
    outcomes = at_once(
        *[lambda by=by: reference(world, by=by, doi="10.1000/abc") for by in (world.awa, world.member)]
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyHere", "Reference"], outcomes
    assert Reference.objects.count() == 1


def test_an_import_sent_twice_brings_once(world: Cast) -> None:
    prepared = actions.prepare_import(world.community, [WHOLE], by=world.member)
    outcomes = at_once(*[lambda: actions.finish_import(prepared, chosen={0}, by=world.member)] * 2)
    assert (Reference.objects.count(), sum(isinstance(one, list) for one in outcomes)) == (1, 1), outcomes


def test_a_note_sent_twice_is_one_note(world: Cast) -> None:
    one = reference(world)
    at_once(*[lambda: actions.note(one, text="Oui.", by=world.member)] * 3)
    assert Note.objects.count() == 1
