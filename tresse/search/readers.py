"""Who a passage exists for, as one short key; and the keys of whoever searches (S1).

A passage has one key, a person several. Words are indexed with the key of their passage before them, so that what somebody
may not see is not even looked at: neither its words nor their number weigh on what they find, or on how long it takes.
"""

from collections.abc import Iterable
from typing import Any

from tresse.communities.models import Stage
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry
from tresse.meetings.models import Attendance
from tresse.memberships.models import Membership
from tresse.networks.models import Stewardship
from tresse.search.models import Passage

EVERYBODY = "p"
NETWORK = "n"
CARRYING = "i"
MOST_ROOMS = 200  # sessions kept among those who took part: somebody's latest ones are searched


def key_of(entry: Entry, stage: str | None) -> str:
    """The key of a passage, given where its community is in its life: an idea exists for those who carry it alone."""
    if entry.audience == Audience.SESSION:
        return among(entry.meeting_id, entry.community_id)
    if entry.audience == Audience.COMMUNITY:
        return inside(entry.community_id)
    if stage == Stage.IDEA:
        return carrying(entry.community_id)
    return EVERYBODY if entry.audience == Audience.PUBLIC else NETWORK


def keys_of(person: Any) -> list[str]:
    """The keys of somebody: what they may find."""
    if person is None or not person.is_authenticated:
        return [EVERYBODY]
    places = list(
        Membership.objects.live()
        .filter(person=person)
        .order_by("pk")
        .values_list("community", "signed_at", "community__stage")
    )
    entered = [community for community, signed_at, _stage in places if signed_at]
    carried = [community for community, _signed_at, stage in places if stage == Stage.IDEA]
    begun = any(signed_at and stage != Stage.IDEA for _community, signed_at, stage in places)
    return [
        EVERYBODY,
        *([NETWORK] if begun or Stewardship.objects.live().filter(person=person).exists() else []),
        *(inside(community) for community in entered),
        *(carrying(community) for community in carried),
        *(_rooms(person, entered) if entered else []),
    ]


def inside(community_id: int | None) -> str:
    return f"c{community_id}"


def carrying(community_id: int | None) -> str:
    return f"{CARRYING}{community_id}"


def among(meeting_id: int | None, community_id: int | None) -> str:
    """Of a session two communities hold together, what one of them keeps is nothing to those of the other."""
    return f"s{meeting_id}c{community_id}"


def _rooms(person: Any, communities: Iterable[int]) -> list[str]:
    """The sessions this person took part in of which their communities keep something among those who did."""
    mine = Attendance.objects.letting_in(person).values("meeting")
    kept = Passage.objects.filter(meeting_id__in=mine, community__in=communities)
    latest = kept.order_by("-meeting_id", "community").values_list("meeting_id", "community").distinct()
    return [among(meeting, community) for meeting, community in latest[:MOST_ROOMS]]
