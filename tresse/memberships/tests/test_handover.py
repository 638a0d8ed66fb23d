"""A mandate closes with a note, which the next holder receives and acknowledges (E2)."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.core import clock
from tresse.memberships import actions
from tresse.memberships.models import Mandate
from tresse.memberships.tests.factories import ending_in, given, mandate_of, told


@pytest.fixture
def taken_up(cast: Cast) -> Mandate:
    """Mina takes up what Farid laid down ten days ago."""
    mandate = given(cast, "member")
    assert mandate.follows == mandate_of(cast, "former")
    return mandate


def test_the_next_holder_acknowledges_the_note_once(cast: Cast, taken_up: Mandate) -> None:
    actions.write_handover(taken_up.follows, by=cast.former, handover="Les clés sont chez Awa.")
    actions.acknowledge_handover(taken_up, by=cast.member)
    taken_up.refresh_from_db()
    assert (taken_up.acknowledged_at is not None, told(cast)[-2:]) == (
        True,
        ["mandate.handed_over", "mandate.taken_up"],
    )
    with pytest.raises(PermissionDenied, match="already said"):
        actions.acknowledge_handover(taken_up, by=cast.member)


def test_a_note_that_changes_is_read_again(cast: Cast, taken_up: Mandate) -> None:
    actions.write_handover(taken_up.follows, by=cast.former, handover="Les clés sont chez Awa.")
    actions.acknowledge_handover(taken_up, by=cast.member)
    actions.write_handover(taken_up.follows, by=cast.former, handover="Les clés sont chez Claire.")
    taken_up.refresh_from_db()
    assert taken_up.acknowledged_at is None
    assert told(cast).count("mandate.handed_over") == 1


def test_without_a_note_there_is_nothing_to_acknowledge(cast: Cast, taken_up: Mandate) -> None:
    with pytest.raises(PermissionDenied, match="No note was left"):
        actions.acknowledge_handover(taken_up, by=cast.member)


@pytest.mark.parametrize("who", ["awa", "claire", "former", "newcomer", "neighbour", "steward"])
def test_only_the_next_holder_acknowledges(cast: Cast, taken_up: Mandate, who: str) -> None:
    actions.write_handover(taken_up.follows, by=cast.former, handover="Les clés.")
    with pytest.raises(PermissionDenied, match="for whoever takes the mandate up"):
        actions.acknowledge_handover(taken_up, by=cast.person(who))


@pytest.mark.parametrize(("days", "may"), [(300, True), (60, True), (0, True), (-30, True), (-31, False)])
def test_the_note_is_written_until_thirty_days_after_the_end(cast: Cast, days: int, may: bool) -> None:
    mandate = ending_in(cast, days)
    if may:
        assert actions.write_handover(mandate, by=cast.awa, handover=" Voici. ").handover == "Voici."
    else:
        with pytest.raises(PermissionDenied, match="more than thirty days ago"):
            actions.write_handover(mandate, by=cast.awa, handover="Trop tard.")


@pytest.mark.parametrize("who", ["claire", "member", "former", "outsider", "steward"])
def test_nobody_writes_the_note_of_somebody_else(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="written by whoever holds"):
        actions.write_handover(mandate_of(cast), by=cast.person(who), handover="À sa place.")


def test_a_note_written_before_laying_down_is_not_lost(cast: Cast) -> None:
    mandate = actions.write_handover(mandate_of(cast), by=cast.awa, handover="Déjà écrit.")
    ended = actions.end_mandate(mandate, by=cast.awa, handover="  ")
    assert (ended.handover, ended.ended_on) == ("Déjà écrit.", clock.today())
