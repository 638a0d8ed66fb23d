"""Holding a mandate."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Strand
from tresse.core import clock, journal
from tresse.memberships import rules
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
    return _give(membership, Function.CO_FACILITATION, None, months, given_by=given_by)


@transaction.atomic
def give_mandate(
    membership: Membership,
    function: str,
    *,
    strand: Strand | None,
    months: int,
    given_by: str,
    starts_on: date | None = None,
) -> Mandate:
    """Give a mandate for a term (E2). Called when the community has consented: see `config/weighty_acts.py`."""
    rules.receiving_mandate(membership, function, months).require()
    return _give(membership, function, strand, months, given_by=given_by, starts_on=starts_on)


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Any, handover: str) -> Mandate:
    """Lay one's own mandate down at any time, with a note for whoever takes it up (E2)."""
    mandate = Mandate.objects.select_for_update().select_related("membership__community").get(pk=mandate.pk)
    rules.ending_mandate(by, mandate).require()
    mandate.ended_on, mandate.handover = clock.today(), handover
    mandate.save(update_fields=["ended_on", "handover"])
    journal.record(
        "mandate.ended",
        stream=mandate.membership.community.stream,
        subject=mandate,
        by=by,
        function_word=journal.word(Function(mandate.function).label),
    )
    return mandate


def _give(
    membership: Membership,
    function: str,
    strand: Strand | None,
    months: int,
    *,
    given_by: str,
    starts_on: date | None = None,
) -> Mandate:
    starts_on = starts_on or clock.today()
    mandate = Mandate.objects.create(
        membership=membership,
        function=function,
        strand=strand,
        starts_on=starts_on,
        ends_on=starts_on + relativedelta(months=months) - timedelta(days=1),
        given_by=given_by,
    )
    journal.record(
        "mandate.given",
        stream=membership.community.stream,
        subject=mandate,
        by=membership.person,
        holder_person=membership.person_id,
        function_word=journal.word(Function(function).label),
        until_on=mandate.ends_on,
        given_by=given_by,
    )
    return mandate
