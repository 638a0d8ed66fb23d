"""Who one may become in the example network."""

from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.demo import story
from tresse.demo.world import address
from tresse.memberships.models import Mandate, Membership
from tresse.networks.models import Stewardship

SHOWN = 60


@dataclass(frozen=True)
class Role:
    person: Person
    organisation: str
    is_what: list[str]
    sees: str  # what becoming them lets one see, for those the example presents


def the_cast() -> list[Role]:
    """The people of the example and what each is: those it presents, then those who hold most."""
    mandates = Prefetch("mandates", Mandate.objects.live(), to_attr="held")
    places = Membership.objects.live().select_related("community", "organisation").prefetch_related(mandates)
    people = (
        Person.objects.filter(is_active=True)
        .annotate(held=Count("memberships__mandates", filter=Q(memberships__mandates__ended_on=None)))
        .prefetch_related(
            Prefetch("memberships", places, to_attr="places"),
            Prefetch("stewardships", Stewardship.objects.live(), to_attr="stewarding"),
        )
        .order_by("-held", "name")[:SHOWN]
    )
    presented = list(_presented())
    roles = [_role(person) for person in people]
    return sorted(roles, key=lambda role: _rank(role.person.email, presented))


@cache
def _presented() -> dict[str, str]:
    """By address: what the example says one sees as this person."""
    return {address(part.who): part.sees for part in story.setting().cast}


def _rank(email: str, presented: list[str]) -> int:
    return presented.index(email) if email in presented else len(presented)


def _role(person: Person) -> Role:
    places: list[Membership] = getattr(person, "places", [])
    organisations = {place.organisation.name for place in places if place.organisation}
    said = [_place(place) for place in places]
    if getattr(person, "stewarding", []):
        said.insert(0, _("accompanies the network"))
    is_what = said or [_("has an account, and no community yet")]
    return Role(person, ", ".join(sorted(organisations)), is_what, _presented().get(person.email, ""))


def _place(place: Membership) -> str:
    functions = [mandate.get_function_display() for mandate in getattr(place, "held", [])]
    if functions:
        is_what = ", ".join(functions)
    elif place.signed_at is None:
        is_what = _("has not signed the charter yet")
    else:
        is_what = _("on trial") if place.on_trial else _("member")
    return _("%(community)s: %(what)s") % {"community": place.community.name, "what": is_what}
