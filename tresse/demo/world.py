"""The network of the example, its organisations and its people, before any community."""

from dataclasses import dataclass

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.demo import plans, story
from tresse.demo.timeline import Calendar
from tresse.networks import actions
from tresse.networks.models import Network, Organisation, Programme, Stewardship, Theme


@dataclass
class World:
    """Everybody and everything by the short name the example gives them."""

    network: Network
    people: dict[str, Person]
    organisations: dict[str, Organisation]
    homes: dict[str, Organisation | None]  # where each person comes from
    programmes: dict[str, Programme]
    themes: dict[str, Theme]


def address(key: str) -> str:
    """Where one writes to somebody of the example: an address nobody can have (RFC 2606)."""
    return f"{key}@example.org"


def settle(setting: plans.SettingPlan, calendar: Calendar) -> World:
    """Found the network with its stewards, add its organisations, open an account to everybody."""
    people = {key: _account(key, plan) for key, plan in setting.people.items()}
    first, *others = setting.stewards
    with clock.at(calendar.moment(first.since, "09:00")):
        steward = people[first.who]
        network = actions.found_network(
            steward=steward, is_example=True, language=story.LANGUAGE, **vars(setting.network)
        )
        organisations = {
            key: actions.add_organisation(by=steward, **vars(plan)) for key, plan in setting.organisations.items()
        }
    for plan in others:
        Stewardship.objects.create(person=people[plan.who], since=calendar.day(plan.since))
    return World(
        network=network,
        people=people,
        organisations=organisations,
        homes={key: organisations.get(plan.organisation) for key, plan in setting.people.items()},
        programmes={plan.slug: Programme.objects.create(**vars(plan)) for plan in setting.programmes},
        themes={slug: Theme.objects.create(slug=slug, name=name) for slug, name in setting.themes.items()},
    )


def _account(key: str, plan: plans.PersonPlan) -> Person:
    return Person.objects.create_user(
        address(key), plan.name, about=plan.about, time_zone=plan.time_zone, language=story.LANGUAGE
    )
