"""What somebody may have attested."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tresse.communities.models import Cycle
from tresse.core import clock


def cycles_lived(person: Any) -> QuerySet[Cycle]:
    """The opened cycles during which this person was inside their community, the latest first."""
    here = person.memberships.filter(community=OuterRef("strand__community"))
    meanwhile = here.filter(
        Q(left_at=None) | Q(left_at__gt=OuterRef("opened_at")),
        signed_at__lt=Coalesce(OuterRef("ended_at"), clock.now()),
    )
    lived = Cycle.objects.filter(Exists(meanwhile), opened_at__isnull=False)
    return lived.select_related("strand__community").order_by("-starts_on", "-pk")
