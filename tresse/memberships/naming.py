"""Under what name somebody is read in a community: their own, or the one they chose when they left (S8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.confidence.models import Attribution
from tresse.core import journal
from tresse.core.models import JournalEntry
from tresse.memberships.models import Membership


def naming_in(entries: Iterable[JournalEntry]) -> journal.Naming:
    """How each person is named in these entries. Whoever left unsigned stays so, even after coming back. Two queries."""
    read = list(entries)
    ids = journal.people_named(read)
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in=ids)}
    places = _places_left_otherwise(ids)

    def naming(person_id: int, entry: JournalEntry) -> str | None:
        for place in places.get((entry.stream, person_id), ()):
            if place.left_at is None or entry.at <= place.left_at:
                return str(place)
        past = places.get((entry.stream, person_id))
        return str(past[-1]) if past else people.get(person_id)

    return naming


def named_here(community: Community) -> Callable[[Person], str]:
    """How people are named in this community, for what is kept by person: answers, who came. One query."""
    left = Membership.objects.filter(community=community, left_at__isnull=False)
    otherwise = {
        place.person_id: str(place) for place in left.exclude(stays_as=Attribution.NAMED).order_by("left_at")
    }
    for person_id in (
        Membership.objects.live().filter(community=community, person__in=otherwise).values_list("person", flat=True)
    ):
        otherwise.pop(person_id, None)

    def name(person: Person) -> str:
        return otherwise.get(person.pk) or str(person)

    return name


def _places_left_otherwise(ids: set[int]) -> dict[tuple[str, int], list[Membership]]:
    """Every place, in order, of those who once left under another name, by community and person."""
    left = Membership.objects.filter(person__in=ids, left_at__isnull=False).exclude(stays_as=Attribution.NAMED)
    here = Membership.objects.filter(person__in=left.values("person"), community__in=left.values("community"))
    found: dict[tuple[str, int], list[Membership]] = defaultdict(list)
    for place in here.select_related("person", "community").order_by("since", "pk"):
        found[place.community.stream, place.person_id].append(place)
    return found
