"""What continuity is read from: for each community a share, from what its members may all know (lived.py).

Each measure takes the ids of communities and costs the same number of queries for one as for all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, Min, Q

from tresse.commitments.models import ASKS_FOR
from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.principles.openness.circles import Circle, circles
from tresse.principles.openness.lived import hands, presences_of_each
from tresse.principles.signs import NOTHING, Share

# Newcomers are those of a year and a half: three sessions take that long where one meets twice a year.
NEWCOMERS_OF = timedelta(days=540)
TOGETHER_WITHIN = timedelta(days=365)
THIRD = 3

Shares = dict[int, Share]


def newcomers_staying(communities: Iterable[int]) -> Shares:
    """Of those who came in since the first cycle and could come to three sessions, who came to the third or later."""
    since = clock.now() - NEWCOMERS_OF
    came_in = (
        Membership.objects.filter(community__in=communities, signed_at__gt=since)
        .annotate(first_opened=Min("community__strands__cycles__opened_at"))
        .filter(signed_at__gt=F("first_opened"))
        .order_by()
    )
    sessions, came = _sessions_and_presences(communities, since)
    shares: dict[int, Share] = defaultdict(lambda: NOTHING)
    for community, person, signed_at, left_at in came_in.values_list(
        "community_id", "person_id", "signed_at", "left_at"
    ):
        later = [meeting for begins, meeting in sessions[community] if signed_at and begins > signed_at][
            THIRD - 1 :
        ]
        if later:
            stays = left_at is None and any((meeting, person) in came for meeting in later)
            shares[community] += Share(int(stays), 1)
    return shares


def core_carried_over(communities: Iterable[int]) -> Shares:
    """Of the core of the cycle before, who takes part in the present one, once it has asked everyone for a month."""
    pairs = [pair for pair in _last_two(communities) if pair[1].opened_at < clock.now() - ASKS_FOR]  # type: ignore[operator]
    found = circles(cycle for pair in pairs for cycle in pair)
    shares: dict[int, Share] = defaultdict(lambda: NOTHING)
    for before, present in pairs:
        core = {pk for pk, circle in found[before.pk].items() if circle == Circle.CORE}
        near = {pk for pk, circle in found[present.pk].items() if circle != Circle.PERIPHERY}
        shares[present.strand.community_id] += Share(len(core & near), len(core))
    return shares


def without_newcomers(communities: Iterable[int]) -> set[int]:
    """The communities in which nobody came in since the cycle before the present one began."""
    begun: dict[int, datetime] = {}
    for before, _present in _last_two(communities):
        assert before.opened_at is not None
        community = before.strand.community_id
        begun[community] = min(before.opened_at, begun.get(community, before.opened_at))
    came_in = Membership.objects.filter(community__in=begun, signed_at__isnull=False).order_by()
    return set(begun) - {
        community
        for community, signed_at in came_in.values_list("community_id", "signed_at")
        if signed_at and signed_at > begun[community]
    }


def non_members(communities: Iterable[int]) -> Shares:
    """Of those present, who comes from no member organisation of the network (O2)."""
    present = Membership.objects.present().filter(community__in=communities).order_by()
    beside = Q(organisation=None) | Q(organisation__is_member=False)
    counted = present.values_list("community_id").annotate(some=Count("pk", filter=beside), whole=Count("pk"))
    return {community: Share(some, whole) for community, some, whole in counted}


def largest_organisation(communities: Iterable[int]) -> Shares:
    """Of those present, how many come from the organisation most of them come from."""
    present = Membership.objects.present().filter(community__in=communities).order_by()
    people: Counter[int] = Counter()
    homes: dict[int, Counter[int]] = defaultdict(Counter)
    for community, organisation in present.values_list("community_id", "organisation_id"):
        people[community] += 1
        if organisation:
            homes[community][organisation] += 1
    return {
        community: Share(max(homes[community].values(), default=1), whole) for community, whole in people.items()
    }


def worked_together(communities: Iterable[int]) -> Shares:
    """Of all pairs of people present, those who within a year were in a session together, or at the same document."""
    present = Membership.objects.present().filter(community__in=communities).order_by()
    places: dict[int, dict[int, int]] = defaultdict(dict)  # community, person, membership
    for community, person, membership in present.values_list("community_id", "person_id", "pk"):
        places[community][person] = membership
    home = {membership: community for community, people in places.items() for membership in people.values()}
    met = _met(home, (*_in_a_session(communities, places), *_at_a_document(communities, home)))
    return {
        community: Share(
            sum(met[membership].bit_count() for membership in people.values()) // 2,
            len(people) * (len(people) - 1) // 2,
        )
        for community, people in places.items()
    }


def _met(home: dict[int, int], groups: Iterable[set[int]]) -> dict[int, int]:
    """Whom each one met, one bit for each other member: a network of ten thousand has millions of pairs."""
    seats: Counter[int] = Counter()
    bit, met = {}, dict.fromkeys(home, 0)
    for membership, community in home.items():
        bit[membership] = 1 << seats[community]
        seats[community] += 1
    for group in groups:
        everybody = reduce(or_, (bit[membership] for membership in group))
        for membership in group:
            met[membership] |= everybody & ~bit[membership]
    return met


def _in_a_session(communities: Iterable[int], places: dict[int, dict[int, int]]) -> Iterable[set[int]]:
    groups: dict[tuple[int, int], set[int]] = defaultdict(set)
    since = clock.now() - TOGETHER_WITHIN
    for community, meeting, _begins, person in presences_of_each(communities, since):
        if person in places[community]:
            groups[community, meeting].add(places[community][person])
    return groups.values()


def _at_a_document(communities: Iterable[int], home: dict[int, int]) -> Iterable[set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    recent = Q(ended_at=None) | Q(ended_at__gt=clock.now() - TOGETHER_WITHIN)
    cycles = Cycle.objects.filter(recent, strand__community__in=communities)
    for _cycle, document, membership in hands(cycles):
        if membership in home:
            groups[document].add(membership)
    return groups.values()


def _sessions_and_presences(
    communities: Iterable[int], since: datetime
) -> tuple[dict[int, list[tuple[datetime, int]]], set[tuple[int, int]]]:
    """The sessions whose presences were noted, in order, by community; and who came to which."""
    sessions: dict[int, dict[int, datetime]] = defaultdict(dict)
    came = set()
    for community, meeting, begins, person in presences_of_each(communities, since):
        sessions[community][meeting] = begins
        came.add((meeting, person))
    in_order: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for community, found in sessions.items():
        in_order[community] = sorted((begins, meeting) for meeting, begins in found.items())
    return in_order, came


def _last_two(communities: Iterable[int]) -> list[tuple[Cycle, Cycle]]:
    """Of each strand that has opened two cycles, the last one and the one before."""
    opened: dict[int, list[Cycle]] = defaultdict(list)
    cycles = Cycle.objects.filter(strand__community__in=communities).exclude(opened_at=None)
    for cycle in cycles.select_related("strand").order_by("opened_at", "number"):
        opened[cycle.strand_id].append(cycle)
    return [(several[-2], several[-1]) for several in opened.values() if len(several) > 1]
