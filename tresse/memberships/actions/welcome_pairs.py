"""Who welcomes whom: two members of two organisations beside each newcomer, through their trial (O4)."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from tresse.communities.models import Community
from tresse.core import clock, outbox
from tresse.memberships import rules
from tresse.memberships.models import Membership, WelcomePair
from tresse.memberships.queries import next_to_welcome


@transaction.atomic
def propose(newcomer: Membership) -> WelcomePair:
    """Propose a pair to somebody who has just come in; asking again completes the pair they have (O4)."""
    pair, _is_new = WelcomePair.objects.get_or_create(newcomer=newcomer, defaults={"proposed_at": clock.now()})
    return _complete(pair)


@transaction.atomic
def pass_on(pair: WelcomePair, *, by: Any, to: Membership) -> WelcomePair:
    """Pass one's place in a pair on to somebody else, in one gesture and without having to say why."""
    Community.objects.held().get(pk=pair.newcomer.community_id)
    pair = _whole(pair)
    rules.passing_on_welcome(by, pair, to).require()
    leaving = pair.first if pair.first and pair.first.person_id == by.pk else pair.second
    assert leaving is not None  # the rule said so
    _put(pair, in_place_of=leaving.pk, newly=to)
    return pair


@transaction.atomic
def replace(leaving: Membership) -> None:
    """Somebody leaves or pauses: in the pairs they were of, the next one by fair load takes their place."""
    for pair in WelcomePair.objects.going_on().of(leaving).select_related("newcomer"):
        pair = _whole(pair)
        newly = next_to_welcome(pair.newcomer, beside=pair.beside(leaving), leaving_out=[leaving.pk])
        _put(pair, in_place_of=leaving.pk, newly=newly)


@transaction.atomic
def part(moved: Membership) -> None:
    """Somebody comes from where the other one of their pair does: the next one takes their place, two sides welcome (O4)."""
    for pair in WelcomePair.objects.going_on().of(moved).select_related("newcomer"):
        pair = _whole(pair)
        beside = pair.beside(moved)
        if beside and beside.side == moved.side:
            newly = next_to_welcome(pair.newcomer, beside=beside, leaving_out=[moved.pk])
            _put(pair, in_place_of=moved.pk, newly=newly)


def _complete(pair: WelcomePair) -> WelcomePair:
    pair = _whole(pair)
    for place in ("first", "second"):
        if getattr(pair, place) is None:
            _seat(pair, place, next_to_welcome(pair.newcomer, beside=pair.first or pair.second))
    return pair


def _put(pair: WelcomePair, *, in_place_of: int, newly: Membership | None) -> None:
    _seat(pair, "first" if pair.first_id == in_place_of else "second", newly)


def _seat(pair: WelcomePair, place: str, newly: Membership | None) -> None:
    """Their word goes with whoever leaves the pair: the next one says their own."""
    before = getattr(pair, f"{place}_id")
    if before == (newly.pk if newly else None):
        return
    setattr(pair, place, newly)
    setattr(pair, f"{place}s_word", "")
    pair.save(update_fields=[place, f"{place}s_word"])
    if newly:
        _tell(pair, newly)


def _tell(pair: WelcomePair, welcomer: Membership) -> None:
    outbox.post(
        "memberships/welcome_pair",
        to=welcomer.person.email,
        language=welcomer.person.language,
        cause=f"welcome-pair:{pair.pk}:{welcomer.pk}",
        context={
            "pair": pair,
            "newcomer": pair.newcomer,
            "community": pair.newcomer.community,
            "other": pair.beside(welcomer),
        },
    )


def _whole(pair: WelcomePair) -> WelcomePair:
    people: Collection[str] = ("newcomer__community", "newcomer__person", "first__person", "second__person")
    return WelcomePair.objects.select_related(*people).get(pk=pair.pk)
