"""Ten people, their organisations, and the community next door, whose mandates give no right elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from tresse.accounts.models import Person
from tresse.charters.actions import sign_charter
from tresse.communities.models import Community
from tresse.core import clock
from tresse.lifecycle.founding import StrandPlan, begin_community, found_community
from tresse.memberships.actions import accept_invitation, invite, take_founding_mandate
from tresse.networks.models import Network, Organisation, Stewardship

BEGINNING = datetime(2026, 1, 5, 9, tzinfo=UTC)  # a Monday
# Name, organisation. Ailleurs is no member of the network; three people have no organisation at all.
PEOPLE = (
    ("Awa", "Sud"),
    ("Claire", "Nord"),
    ("Mina", "Ailleurs"),
    ("Tom", None),
    ("Farid", "Nord"),
    ("Nadia", "Ailleurs"),
    ("Omar", None),
    ("Ugo", "Sud"),
    ("Sol", "Nord"),  # steward of the network
    ("Xavière", None),  # holds mandates next door
)
STEWARD, NEIGHBOUR = 8, 9
# Two people of two sides, in every mix of member, non-member and none.
FOUNDERS = ((0, 1), (1, 2), (2, 3), (3, 6), (4, 0), (5, 7))


@dataclass
class World:
    people: list[Person]
    homes: list[Organisation | None]  # where each comes from
    next_door: Community


def build_world() -> World:
    """What was there before the first step."""
    with clock.at(BEGINNING):
        Network.objects.create(name="Réseau d'essai", short_name="Essai", language="fr")
        organisations = {
            name: Organisation.objects.create(name=name, slug=name.lower(), is_member=name != "Ailleurs")
            for name in ("Nord", "Sud", "Ailleurs")
        }
        people = [
            Person.objects.create_user(f"{name.lower()}@example.org", name, language="en") for name, _ in PEOPLE
        ]
        homes = [organisations.get(home or "") for _, home in PEOPLE]
        Stewardship.objects.create(person=people[STEWARD])
        return World(people, homes, _next_door(people, homes))


def _next_door(people: list[Person], homes: list[Organisation | None]) -> Community:
    first, second = NEIGHBOUR, 5
    community = found_community(
        by=people[first],
        name="CP d'à côté",
        purpose="Croiser nos pratiques.",
        practice="Agir ensemble",
        strands=[StrandPlan("Échange", "exploration")],
        organisation=homes[first],
        language="fr",
    )
    invitation = invite(community, by=people[first], email=people[second].email)
    accept_invitation(invitation, by=people[second], organisation=homes[second])
    for founder in (first, second):
        sign_charter(community.charters.get(), by=people[founder])
        take_founding_mandate(community, by=people[founder], months=24)
    return begin_community(community, by=people[first])
