"""What the clock does for mandates (E2, E3): it tells their end in time, and calls for missing hands."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock, journal
from tresse.memberships.actions import calls
from tresse.memberships.mandate_queries import CALLING, strands_without_hands, where_to_call
from tresse.memberships.models import Function, Mandate

# A machine that was off for longer than this does not tell what ended meanwhile: it is no news.
STILL_NEWS = timedelta(days=7)
LAST_MONTH = timedelta(days=30)


def tell_endings() -> None:
    """Sixty and thirty days before a mandate ends, then when it has, the journal says so, once each (E2)."""
    for mandate_id in list(_to_tell().values_list("pk", flat=True)):
        tell_ending(mandate_id)


@transaction.atomic
def tell_ending(mandate_id: int) -> None:
    """Say of this mandate what has not been said yet; two workers at once say it once."""
    place = Mandate.objects.filter(pk=mandate_id).values("membership__community")
    community = Community.objects.held().get(pk__in=place)
    mandate = _to_tell().select_related("membership").filter(pk=mandate_id).first()
    if mandate is None:
        return
    mandate.end_told = _step(mandate)
    mandate.save(update_fields=["end_told"])
    journal.record(
        "mandate.ending_soon" if mandate.end_told else "mandate.over",
        stream=community.stream,
        subject=mandate,
        by=None,
        holder_person=mandate.membership.person_id,
        function_word=journal.word(Function(mandate.function).label),
        until_on=mandate.ends_on,
    )
    if not mandate.end_told:
        calls.call_for_missing_hands(community)


def call_where_hands_are_missing() -> None:
    """Every forming or living community in which fewer than two people of two organisations co-facilitate calls (E3)."""
    strands = Strand.objects.filter(community__stage__in=CALLING).select_related("community")
    for community in {strand.community for strand in strands_without_hands(strands)}:
        if where_to_call(community):
            calls.call_for_missing_hands(community)


def _to_tell() -> QuerySet[Mandate]:
    """Mandates whose end is near or just past, not told yet, and which the same person does not go on holding."""
    today = clock.today()
    far = Q(end_told=None, is_interim=False, ends_on__gt=today + LAST_MONTH)
    near = Q(end_told=None) | Q(end_told__gt=30)
    over = (Q(end_told=None) | Q(end_told__gt=0)) & Q(ends_on__lt=today)
    renewed = Mandate.objects.filter(follows=OuterRef("pk"), membership=OuterRef("membership"))
    in_time = Mandate.objects.unended().filter(
        ends_on__gte=today - STILL_NEWS, ends_on__lte=today + Mandate.ENDS_SOON, membership__left_at=None
    )
    due = far | (near & Q(ends_on__gte=today, ends_on__lte=today + LAST_MONTH)) | over
    return in_time.filter(due).exclude(membership__community__stage=Stage.CLOSED).exclude(Exists(renewed))


def _step(mandate: Mandate) -> int:
    """Sixty days before the end, thirty, or none: it is over."""
    if mandate.ends_on < clock.today():
        return 0
    return 30 if mandate.ends_on <= clock.today() + LAST_MONTH else 60
