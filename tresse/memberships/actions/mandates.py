"""Holding a mandate: it is given for a term, laid down or over, and handed on with a note (E2)."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Strand
from tresse.core import clock, journal
from tresse.memberships import mandate_queries as queries
from tresse.memberships import mandate_rules, rules
from tresse.memberships.actions import calls
from tresse.memberships.models import Function, Mandate, Membership, live_membership


@transaction.atomic
def take_founding_mandate(community: Community, *, by: Any, months: int) -> Mandate:
    """Somebody who founds a community takes its co-facilitation, for the term the charter sets."""
    Community.objects.held().get(pk=community.pk)
    rules.taking_founding_mandate(by, community).require()
    membership = live_membership(by, community)
    assert membership is not None
    with translation.override(community.language):
        given_by = _("the founders, when the community began")
    return _give(membership, Function.CO_FACILITATION, months=months, given_by=given_by)


@transaction.atomic
def give_mandate(
    membership: Membership,
    function: str,
    *,
    strand: Strand | None,
    months: int,
    given_by: str,
    starts_on: date | None = None,
    decision_number: int | None = None,
    follows: Mandate | None = None,
) -> Mandate:
    """Give a mandate for a term, because the community consented (E2). A renewal begins the day after the present term.

    It follows the mandate it is said to follow, or the one whose holder has just stopped, and whoever holds it
    receives the note left there. A call for hands that looked for this closes.
    """
    Community.objects.held().get(pk=membership.community_id)
    membership = Membership.objects.select_related("person", "community").get(pk=membership.pk)
    mandate_rules.receiving_mandate(membership, function, strand, months).require()
    mine = queries.held_already(membership, function, strand)
    if mine and mine.is_interim:
        _give_way(mine)
    elif mine:
        follows, starts_on = mine, mine.ends_on + timedelta(days=1)
    mandate = _give(
        membership,
        function,
        strand=strand,
        months=months,
        given_by=given_by,
        starts_on=starts_on,
        decision_number=decision_number,
        follows=follows or queries.looking_for_a_successor(membership.community, function, strand),
    )
    calls.close_answered_calls(mandate)
    return mandate


@transaction.atomic
def take_interim(community: Community, first: Membership, second: Membership) -> list[Mandate]:
    """Nobody co-facilitates any more: two members of two organisations do, for sixty days and no longer (E3).

    Hands are called for at the same time: what they hold the place of is a decision.
    """
    Community.objects.held().get(pk=community.pk)
    for membership in (first, second):
        mandate_rules.taking_interim(membership.person, community).require()
    with translation.override(community.language):
        given_by = _("two members together, while nobody co-facilitated")
    ends_on = clock.today() + Mandate.INTERIM - timedelta(days=1)
    follows = queries.last_facilitation(community)
    taken = [
        Mandate.objects.create(
            membership=membership,
            function=Function.CO_FACILITATION,
            starts_on=clock.today(),
            ends_on=ends_on,
            given_by=given_by,
            is_interim=True,
            follows=follows,
        )
        for membership in (first, second)
    ]
    journal.record(
        "mandate.interim",
        stream=community.stream,
        subject=taken[0],
        by=first.person,
        second_person=second.person_id,
        until_on=ends_on,
    )
    calls.call_for_missing_hands(community)
    return taken


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Any, handover: str) -> Mandate:
    """Lay one's own mandate down at any time, with a note for whoever takes it up (E2).

    Its renewal by the same person falls with it. When too few hands are left, hands are called for (E3).
    """
    mandate = _held(mandate)
    rules.ending_mandate(by, mandate).require()
    for renewal in mandate.followed_by.filter(membership=mandate.membership, starts_on__gt=clock.today()):
        renewal.delete()
    if mandate.is_to_come:
        _tell("mandate.given_up", mandate, by=by)
        mandate.delete()
        return mandate
    mandate.ended_on, mandate.handover = clock.today(), handover.strip() or mandate.handover
    mandate.save(update_fields=["ended_on", "handover"])
    _tell("mandate.ended", mandate, by=by)
    calls.call_for_missing_hands(mandate.membership.community)
    return mandate


@transaction.atomic
def write_handover(mandate: Mandate, *, by: Any, handover: str) -> Mandate:
    """Leave, or complete, the note for whoever takes it up; the next holder is asked to read it again (E2)."""
    mandate = _held(mandate)
    mandate_rules.handing_over(by, mandate).require()
    handover = handover.strip()
    if handover == mandate.handover:
        return mandate
    is_first = not mandate.handover
    mandate.handover = handover
    mandate.save(update_fields=["handover"])
    mandate.followed_by.update(acknowledged_at=None)
    if is_first:
        _tell("mandate.handed_over", mandate, by=by)
    return mandate


@transaction.atomic
def acknowledge_handover(mandate: Mandate, *, by: Any) -> Mandate:
    """Whoever takes a mandate up says they have read the note left to them (E2)."""
    mandate = _held(mandate)
    mandate_rules.acknowledging(by, mandate).require()
    mandate.acknowledged_at = clock.now()
    mandate.save(update_fields=["acknowledged_at"])
    _tell("mandate.taken_up", mandate, by=by)
    return mandate


def _give_way(interim: Mandate) -> None:
    """An interim ends the day a decision gives the same person the mandate."""
    interim.ended_on = clock.today()
    interim.save(update_fields=["ended_on"])


def _held(mandate: Mandate) -> Mandate:
    """As it is once it is this person's turn: an act being confirmed meanwhile comes before or after, never between."""
    found = Mandate.objects.select_related("membership__community", "membership__person", "follows__membership")
    Community.objects.held().get(pk=mandate.membership.community_id)
    return found.get(pk=mandate.pk)


def _give(
    membership: Membership,
    function: str,
    *,
    months: int,
    given_by: str,
    strand: Strand | None = None,
    starts_on: date | None = None,
    decision_number: int | None = None,
    follows: Mandate | None = None,
) -> Mandate:
    starts_on = starts_on or clock.today()
    mandate = Mandate.objects.create(
        membership=membership,
        function=function,
        strand=strand,
        starts_on=starts_on,
        ends_on=starts_on + relativedelta(months=months) - timedelta(days=1),
        given_by=given_by,
        decision_number=decision_number,
        follows=follows,
    )
    is_renewal = follows is not None and follows.membership_id == membership.pk
    journal.record(
        "mandate.renewed" if is_renewal else "mandate.given",
        stream=membership.community.stream,
        subject=mandate,
        by=membership.person,
        holder_person=membership.person_id,
        function_word=journal.word(Function(function).label),
        until_on=mandate.ends_on,
        given_by=given_by,
    )
    return mandate


def _tell(kind: str, mandate: Mandate, *, by: Any) -> None:
    function = journal.word(Function(mandate.function).label)
    stream = mandate.membership.community.stream
    journal.record(kind, stream=stream, subject=mandate, by=by, function_word=function)
