"""The cast: one small, named world that tests share. `cast.awa`… are people, by what they are to CP Genre.

* `visitor`: nobody (None).           * `outsider` (Omar): an account, no community.
* `neighbour` (Nadia): inside the community next door, CP ECSI, and its facilitator.
* `newcomer` (Tom): inside CP Genre, on trial.   * `member` (Mina): inside, no mandate.
* `unsigned` (Ugo): in CP Genre but has not signed the charter.
* `awa`, `claire`: co-facilitate CP Genre, from two organisations.
* `former` (Farid): held a mandate that ended.   * `steward` (Sol): staff of the network, in no community.
* `late` (Lena): inside, has not signed the new charter in time: she reads and does not write.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tresse.accounts.models import Person
from tresse.charters.models import Charter, Signature
from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock
from tresse.memberships.models import Function, Mandate, Membership
from tresse.networks.models import Network, Organisation, Stewardship


@dataclass
class Cast:
    network: Network
    north: Organisation  # member organisation
    south: Organisation  # member organisation
    elsewhere: Organisation  # not a member of the network
    community: Community  # CP Genre
    strand: Strand
    cycle: Cycle
    next_door: Community  # CP ECSI
    next_door_cycle: Cycle
    awa: Person
    claire: Person
    member: Person
    newcomer: Person
    unsigned: Person
    former: Person
    late: Person
    neighbour: Person
    outsider: Person
    steward: Person

    def person(self, who: str | None) -> Person | None:
        """Somebody by name; None for the visitor."""
        return None if who in (None, "visitor") else getattr(self, who)

    def place(self, who: str, community: Community | None = None) -> Membership:
        """The membership of somebody in CP Genre, or in another community."""
        return Membership.objects.get(person=self.person(who), community=community or self.community)


EVERYBODY = [
    "visitor",
    *[f.name for f in fields(Cast) if f.type in ("Person", Person)],
]


@pytest.fixture
def winter() -> Iterator[None]:
    """It is January 2027. Ask for it before the cast, whose mandates begin around the present day."""
    with clock.at(datetime(2027, 1, 10, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


@pytest.fixture
def as_(client: Client, cast: Cast):
    """`as_("member")` is a browser in which that person has signed in; `as_("visitor")` one in which nobody has."""

    def sign_in(who: str | None) -> Client:
        browser = Client(HTTP_ACCEPT_LANGUAGE="en")
        person = cast.person(who)
        if person:
            browser.force_login(person)
        return browser

    return sign_in


def build_cast() -> Cast:
    network = Network.objects.create(name="Réseau d'essai", short_name="Essai", language="fr")
    north = Organisation.objects.create(name="Nord solidaire", slug="nord", city="Lille", country="France")
    south = Organisation.objects.create(name="Sud en commun", slug="sud", city="Dakar", country="Sénégal")
    elsewhere = Organisation.objects.create(name="Ailleurs", slug="ailleurs", country="Haïti", is_member=False)
    community, strand, cycle = _living_community("CP Genre", "cp-genre", "exploration")
    next_door, _, next_door_cycle = _living_community("CP ECSI", "cp-ecsi", "experimentation")
    steward = _person("Sol Accompagne")
    Stewardship.objects.create(person=steward)
    awa, claire = _inside("Awa Diop", community, south), _inside("Claire Roux", community, north)
    for facilitator in (awa, claire):
        _facilitates(facilitator, community)
    former = _inside("Farid Ancien", community, north)
    _facilitates(former, community, ended=True)
    late = _late("Lena Tarde", community, north)
    unsigned = _person("Ugo Attend")
    Membership.objects.create(community=community, person=unsigned, organisation=north)
    neighbour = _inside("Nadia Voisine", next_door, elsewhere)
    _facilitates(neighbour, next_door)
    return Cast(
        network=network,
        north=north,
        south=south,
        elsewhere=elsewhere,
        community=community,
        strand=strand,
        cycle=cycle,
        next_door=next_door,
        next_door_cycle=next_door_cycle,
        awa=awa,
        claire=claire,
        member=_inside("Mina Membre", community, elsewhere),
        newcomer=_inside("Tom Nouveau", community, None, on_trial=True),
        unsigned=unsigned,
        former=former,
        late=late,
        neighbour=neighbour,
        outsider=_person("Omar Dehors"),
        steward=steward,
    )


def _person(name: str) -> Person:
    address = name.split()[0].lower() + "@example.org"
    return Person.objects.create_user(address, name, language="en")


def _inside(
    name: str, community: Community, organisation: Organisation | None, *, on_trial: bool = False
) -> Person:
    person = _person(name)
    membership = Membership.objects.create(
        community=community, person=person, organisation=organisation, signed_at=clock.now(), on_trial=on_trial
    )
    Signature.objects.create(charter=community.charters.get(), membership=membership)
    return person


def _late(name: str, community: Community, organisation: Organisation) -> Person:
    """Signed a former version; the delay to sign the one in force is over."""
    person, now = _person(name), clock.now()
    Membership.objects.create(
        community=community,
        person=person,
        organisation=organisation,
        signed_at=now - timedelta(days=300),
        sign_again_by=now - timedelta(days=1),
    )
    return person


def _facilitates(person: Person, community: Community, *, ended: bool = False) -> None:
    begun = clock.today() - timedelta(days=100)
    Mandate.objects.create(
        membership=Membership.objects.get(person=person, community=community),
        function=Function.CO_FACILITATION,
        starts_on=begun,
        ends_on=begun + timedelta(days=365),
        ended_on=clock.today() - timedelta(days=10) if ended else None,
        given_by="the founders",
    )


def _living_community(name: str, slug: str, objective: str) -> tuple[Community, Strand, Cycle]:
    community = Community.objects.create(
        name=name, slug=slug, purpose="Croiser nos pratiques.", practice="Agir ensemble", stage=Stage.LIVING
    )
    Charter.objects.create(community=community, adopted_at=clock.now())
    strand = Strand.objects.create(community=community, title="Échange", objective_key=objective)
    cycle = Cycle.objects.create(
        strand=strand,
        number=1,
        question="Comment faire place à chacun-e ?",
        intended_document="Carnet de découverte",
        starts_on=clock.today() - timedelta(days=60),
        ends_on=clock.today() + timedelta(days=90),
        phase_key=strand.objective.phases[0].key,
        opened_at=clock.now() - timedelta(days=60),
    )
    return community, strand, cycle
