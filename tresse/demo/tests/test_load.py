"""The example network is the one the founding text tells of, and it lived by the rules."""

import pytest

from tresse.communities.models import Community, Strand
from tresse.core.journal import broken_entries
from tresse.core.models import JournalEntry
from tresse.demo.load import load
from tresse.networks.queries import current_network

FOUNDING_TEXT = {
    ("CP Genre", "exploration"),
    ("CP Genre", "experimentation"),
    ("CP ECSI", "experimentation"),
    ("CP AOC", "operationalisation"),
    ("CP MADAC", "operationalisation"),
    ("CP Capitalisation", "operationalisation"),
}


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker):  # type: ignore[no-untyped-def]
    """The example, loaded once for all these tests, and taken back."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        load()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


def test_it_is_an_example_and_says_so(example: None) -> None:
    network = current_network()
    assert network is not None
    assert network.is_example


def test_every_community_of_the_founding_text_is_there_with_its_objectives(example: None) -> None:
    strands = Strand.objects.values_list("community__name", "objective_key")
    assert set(strands) >= FOUNDING_TEXT
    programme = Strand.objects.filter(community__programme__name="Ateliers du changement social")
    assert set(programme.values_list("objective_key", flat=True)) == {"experimentation"}
    assert programme.count() == 2


def test_every_journal_follows_from_its_beginning(example: None) -> None:
    entries = JournalEntry.objects.order_by("stream", "number")
    assert entries.filter(stream__startswith="community/").count() > 500
    assert list(broken_entries(entries)) == []


def test_every_stage_but_rest_is_shown(example: None) -> None:
    assert set(Community.objects.values_list("stage", flat=True)) == {"idea", "forming", "living", "closed"}
