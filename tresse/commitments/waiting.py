"""What a new cycle asks of everyone (O6)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.commitments.models import ASKS_FOR, RECALLED_AFTER
from tresse.commitments.queries import asked, asked_at
from tresse.core.waiting import Waiting


def waiting_for(people: QuerySet[Any]) -> Iterator[Waiting]:
    """Say one's part in each cycle that asks; recalled three times, then no more."""
    for place in asked(people):
        since = asked_at(place.opened_at, place.signed_at)  # type: ignore[attr-defined, arg-type]
        yield Waiting(
            place.person_id,
            _("%(community)s goes into a new cycle: %(question)s Do you come along?"),
            reverse("commitments:my_part", args=[place.community.slug, place.cycle_id]),  # type: ignore[attr-defined]
            _("Say your part"),
            {"community": place.community.name, "question": place.question},  # type: ignore[attr-defined]
            by=since + ASKS_FOR,
            recalled_at=tuple(since + later for later in RECALLED_AFTER),
            community_id=place.community_id,
        )
