"""Who held what before, who could take it up, and where hands are missing (E2, E3)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock
from tresse.memberships.models import Call, Function, Mandate, Membership

LATELY = timedelta(days=180)
CALLING = (Stage.FORMING, Stage.LIVING)  # a community calls for missing hands from its beginning to its rest


def held_already(membership: Membership, function: str, strand: Strand | None) -> Mandate | None:
    """What this member holds of this very function, or is about to: the one that ends last."""
    mine = Mandate.objects.under_way_or_to_come().as_of(function, strand.pk if strand else None)
    return mine.filter(membership=membership).order_by("-ends_on").first()


def looking_for_a_successor(community: Community, function: str, strand: Strand | None) -> Mandate | None:
    """The mandate a new one takes up: the one hands were called for, or the first that ended and nobody took up."""
    same = Mandate.objects.as_of(function, strand.pk if strand else None).filter(
        membership__community=community, followed_by=None
    )
    called = same.filter(calls__closed_at=None, calls__isnull=False).order_by("ends_on").first()
    since = clock.today() - LATELY
    over = Q(ended_on__gte=since) | Q(ended_on=None, ends_on__gte=since, ends_on__lt=clock.today())
    return called or same.filter(over).order_by(Coalesce("ended_on", "ends_on"), "pk").first()


def last_facilitation(community: Community) -> Mandate | None:
    """The co-facilitation that ended last, in the whole community or in a strand."""
    ended = Mandate.objects.filter(membership__community=community, function=Function.CO_FACILITATION)
    return ended.order_by(Coalesce("ended_on", "ends_on").desc(), "-pk").first()


def facilitates_at_present(community: Community) -> bool:
    """Somebody co-facilitates this community, or one of its strands."""
    live = Mandate.objects.live().filter(membership__community=community)
    return live.filter(function=Function.CO_FACILITATION).exists()


def interim_since_the_last_decision(membership: Membership) -> bool:
    """This member has held the place of a co-facilitation, and no decision has given one since (E3)."""
    here = Mandate.objects.filter(membership__community=membership.community_id, function=Function.CO_FACILITATION)
    mine = here.filter(membership__person=membership.person_id, is_interim=True).order_by("-pk").first()
    return mine is not None and not here.filter(is_interim=False, pk__gt=mine.pk).exists()


def strands_without_hands(strands: Iterable[Strand]) -> list[Strand]:
    """Those that fewer than two people of two organisations co-facilitate by a decision, now or soon (E3)."""
    strands = list(strands)
    sides: dict[tuple[int, int | None], set[tuple[str, int]]] = defaultdict(set)
    given = Mandate.objects.under_way_or_to_come().filter(
        function=Function.CO_FACILITATION,
        is_interim=False,
        membership__in=Membership.objects.present(),
        membership__community__in={strand.community_id for strand in strands},
    )
    for mandate in given.select_related("membership"):
        sides[mandate.membership.community_id, mandate.strand_id].add(mandate.membership.side)
    return [s for s in strands if len(sides[s.community_id, s.pk] | sides[s.community_id, None]) < 2]


def wheres_without_hands(community: Community) -> list[Strand | None]:
    """Where hands are missing: None for the whole community, when none of its strands has enough."""
    strands = list(community.strands.all())
    without: list[Strand | None] = [*strands_without_hands(strands)]
    return [None] if without and len(without) == len(strands) else without


def where_to_call(community: Community) -> list[Strand | None]:
    """Where hands are missing and nobody has called for them yet."""
    if community.stage not in CALLING:
        return []
    called = set(
        Call.objects.open()
        .filter(community=community, function=Function.CO_FACILITATION)
        .values_list("strand", flat=True)
    )
    if None in called:
        return []
    missing = wheres_without_hands(community)
    return [strand for strand in missing if strand is None or strand.pk not in called]


def answers(mandate: Mandate, call: Call) -> bool:
    """This mandate is what the call looked for; for co-facilitation, once two people of two organisations hold it."""
    if mandate.strand_id not in (None, call.strand_id) and call.strand_id is not None:
        return False
    if call.ending_id and not call.is_for_missing_hands:
        return mandate.follows_id == call.ending_id
    if call.function == Function.CO_FACILITATION:
        where = [call.strand] if call.strand else call.community.strands.all()
        return not strands_without_hands(where)
    return mandate.strand_id is None or call.strand_id is not None
