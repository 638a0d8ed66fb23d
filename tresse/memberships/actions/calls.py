"""Calling for hands, and raising one's own."""

from typing import Any

from django.db import transaction

from tresse.communities.models import Community, Strand
from tresse.core import clock, journal
from tresse.memberships import mandate_queries as queries
from tresse.memberships import mandate_rules as rules
from tresse.memberships.models import Call, Function, Hand, Mandate
from tresse.memberships.queries import membership_of


@transaction.atomic
def call_for_hands(
    community: Community, function: str, *, by: Any, strand: Strand | None = None, ending: Mandate | None = None
) -> Call:
    """Call for hands in one click. While a call for the same waits, that one is given."""
    Community.objects.held().get(pk=community.pk)
    rules.calling_for_hands(by, community, function, strand).require()
    waiting = Call.objects.open().filter(community=community, function=function, strand=strand).first()
    if waiting:
        return waiting
    call = Call.objects.create(
        community=community,
        function=function,
        strand=strand,
        ending=ending,
        opened_by=membership_of(by, community),
        opened_at=clock.now(),
    )
    _tell("call.opened", call, by=by)
    return call


@transaction.atomic
def call_for_missing_hands(community: Community) -> list[Call]:
    """Fewer than two people of two organisations co-facilitate: hands are called for, by themselves (E3).

    Everyone is told, and nothing is locked. Where such a call waits already, nothing is done.
    """
    community = Community.objects.held().get(pk=community.pk)
    opened = []
    for strand in queries.where_to_call(community):
        call = Call.objects.create(
            community=community,
            function=Function.CO_FACILITATION,
            strand=strand,
            opened_at=clock.now(),
            is_for_missing_hands=True,
        )
        opened.append(call)
        _tell("call.opened_by_itself", call, by=None)
    return opened


@transaction.atomic
def raise_hand(call: Call, *, by: Any, word: str = "") -> Hand:
    """Say one would do it, with a word if one likes. It gives nothing yet: a decision does."""
    call = _held(call)
    rules.raising_hand(by, call).require()
    hand = _answer(call, by, is_up=True, word=word.strip())
    _tell("call.hand_raised", call, by=by)
    return hand


@transaction.atomic
def lower_hand(call: Call, *, by: Any) -> Hand:
    """« Not this time », or take one's raised hand back. Nobody has to say why, and nobody is told."""
    call = _held(call)
    rules.answering_call(by, call).require()
    return _answer(call, by, is_up=False, word="")


@transaction.atomic
def close_call(call: Call, *, by: Any) -> Call:
    """Whoever called, or whoever steers, stops the call."""
    call = _held(call)
    rules.closing_call(by, call).require()
    return _close(call, by=by)


def close_answered_calls(mandate: Mandate) -> None:
    """The mandate that was called for is given: the call closes."""
    community = mandate.membership.community
    for call in Call.objects.open().filter(community=community, function=mandate.function):
        if queries.answers(mandate, call):
            _close(call, by=None)


def _held(call: Call) -> Call:
    Community.objects.held().get(pk=call.community_id)
    return Call.objects.select_related("community", "opened_by", "strand").get(pk=call.pk)


def _answer(call: Call, by: Any, *, is_up: bool, word: str) -> Hand:
    said = {"is_up": is_up, "word": word, "said_at": clock.now()}
    hand, _is_new = Hand.objects.update_or_create(
        call=call, membership=membership_of(by, call.community), defaults=said
    )
    return hand


def _close(call: Call, *, by: Any) -> Call:
    call.closed_at = clock.now()
    call.save(update_fields=["closed_at"])
    _tell("call.closed" if by else "call.answered", call, by=by)
    return call


def _tell(kind: str, call: Call, *, by: Any) -> None:
    function = journal.word(Function(call.function).label)
    journal.record(kind, stream=call.community.stream, subject=call, by=by, function_word=function)
