"""What the form of a session, or of the search for its date, proposes first."""

from typing import Any

from django.utils import timezone

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.memberships.models import Membership


def usual_terms(community: Community) -> dict[str, Any]:
    """What a new session most often is: for the cycle under way, within the community."""
    usual: dict[str, Any] = {"time_zone": timezone.get_current_timezone_name(), "audience": Audience.COMMUNITY}
    under_way = list(Cycle.objects.open().filter(strand__community=community))
    return usual | ({"cycle": under_way[0]} if len(under_way) == 1 else {})


def zones_around(community: Community) -> list[str]:
    """The reader's zone, then those the members live by."""
    inside = Membership.objects.inside().filter(community=community)
    lived_by = inside.values_list("person__time_zone", flat=True).distinct().order_by("person__time_zone")
    return [timezone.get_current_timezone_name(), *lived_by]
