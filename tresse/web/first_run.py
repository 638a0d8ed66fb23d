"""What a new network still needs, shown to its stewards until it lives."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.networks.models import Network, Organisation, Stewardship


@dataclass(frozen=True)
class Step:
    sentence: str
    done: bool
    href: str
    label: str


def first_steps(person: Person) -> list[Step]:
    """The first steps of a network, for a steward; none for anybody else, or once they are all done."""
    stewardship = _stewardship_and_what_is_there(person)
    if stewardship is None:
        return []
    steps = [
        Step(_("Say what the network is for."), stewardship.has_purpose, reverse("networks:edit"), _("Write it")),
        Step(
            _("Add the organisations people come from: two at least."),
            stewardship.has_organisations,
            reverse("networks:organisations"),
            _("Add organisations"),
        ),
        Step(
            _("Found a first community, with somebody of another organisation."),
            stewardship.has_a_community,
            reverse("lifecycle:found"),
            _("Found a community"),
        ),
    ]
    return [] if all(step.done for step in steps) else steps


def _stewardship_and_what_is_there(person: Person) -> Any:
    """One query, on a page everybody opens."""
    return (
        Stewardship.objects.live()
        .filter(person=person)
        .annotate(
            has_purpose=Exists(Network.objects.exclude(purpose="")),
            has_organisations=Exists(Organisation.objects.order_by("pk")[1:2]),
            has_a_community=Exists(Community.objects.all()),
        )
        .first()
    )
