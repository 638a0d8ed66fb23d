"""What a new network still needs, shown to its stewards until it lives."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.networks.models import Network, Organisation
from tresse.networks.queries import is_steward


@dataclass(frozen=True)
class Step:
    sentence: str
    done: bool
    href: str
    label: str


def first_steps(person: Person) -> list[Step]:
    """The first steps of a network, for a steward; none for anybody else, or once they are all done."""
    if not is_steward(person):
        return []
    network = Network.objects.get()
    steps = [
        Step(_("Say what the network is for."), bool(network.purpose), reverse("networks:edit"), _("Write it")),
        Step(
            _("Add the organisations people come from: two at least."),
            Organisation.objects.count() >= 2,
            reverse("networks:organisations"),
            _("Add organisations"),
        ),
        Step(
            _("Found a first community, with somebody of another organisation."),
            Community.objects.exists(),
            reverse("lifecycle:found"),
            _("Found a community"),
        ),
    ]
    return [] if all(step.done for step in steps) else steps
