"""What each member carried lately, as far as everybody inside may know it: shown without a rank, never counted as a merit.

A session under the Chatham House rule says of nobody that they led it (S3), one kept to those who were there exists for
them alone (S1): neither counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.meetings.models import AgendaItem, Meeting
from tresse.memberships.models import Membership
from tresse.principles.openness.lived import known_sessions

LATELY = timedelta(days=365)
JUST = 3  # sessions


@dataclass(frozen=True)
class Load:
    """What a member carried in the sessions of the last twelve months."""

    membership: Membership
    led: int
    called: int
    noted: int  # minutes written
    longest: int  # the longest bar there is: all are drawn to the same scale

    @property
    def bars(self) -> list[tuple[str, int, int]]:
        """Each part as (name, where it begins, its length), in thousandths."""
        parts, begins = [], 0
        for name, count in (("led", self.led), ("called", self.called), ("noted", self.noted)):
            length = 1000 * count // max(self.longest, 1)
            parts.append((name, begins, length))
            begins += length
        return parts


@dataclass(frozen=True)
class Carried:
    """Who led, called and noted the sessions of a community, by the number of the person."""

    sessions: list[Meeting]
    led: dict[int, set[int]]  # by session
    led_last: dict[int, date]  # by person
    called: Counter[int]
    noted: Counter[int]

    @property
    def times_led(self) -> Counter[int]:
        return Counter(person for people in self.led.values() for person in people)


def loads(community: Community) -> list[Load]:
    """Each present member in alphabetical order, with what they carried in the last twelve months."""
    carried = carried_lately(community)
    led, called, noted = carried.times_led, carried.called, carried.noted
    places = _present(community)
    longest = max((led[p.person_id] + called[p.person_id] + noted[p.person_id] for p in places), default=0)
    return [
        Load(place, led[place.person_id], called[place.person_id], noted[place.person_id], longest)
        for place in sorted(places, key=lambda place: str(place.person).casefold())
    ]


def who_could_lead(community: Community) -> list[Membership]:
    """Two members of two organisations who led none of the last three sessions; nothing is imposed."""
    carried = carried_lately(community)
    just_led = {person for session in carried.sessions[-JUST:] for person in carried.led[session.pk]}
    willing = sorted(
        (place for place in _present(community) if _may_lead(place) and place.person_id not in just_led),
        key=lambda place: (carried.led_last.get(place.person_id, date.min), place.since, place.pk),
    )
    first = willing[:1]
    return first + [place for place in willing if place.side != first[0].side][:1]


def _may_lead(place: Membership) -> bool:
    return not place.on_trial and not place.must_sign_before_writing


def carried_lately(community: Community) -> Carried:
    """The sessions of the last twelve months, with who led each, who called them and who wrote their minutes."""
    known = known_sessions([community.pk]).filter(starts_at__gt=clock.now() - LATELY).order_by("starts_at")
    sessions = list(known.select_related("convened_by", "minutes__written_by"))
    led = _led(sessions)
    days = {session.pk: session.starts_at.date() for session in sessions}
    return Carried(
        sessions,
        led,
        {person: days[session] for session, people in led.items() for person in people},
        Counter(session.convened_by.person_id for session in sessions),
        Counter(noted.person_id for session in sessions if (noted := _who_noted(session))),
    )


def _led(sessions: Iterable[Meeting]) -> dict[int, set[int]]:
    """Who led a moment of each session, oldest session first; who called it, when its programme names nobody."""
    led: dict[int, set[int]] = defaultdict(set)
    named = AgendaItem.objects.filter(meeting__in=[session.pk for session in sessions]).exclude(led_by=None)
    for meeting_id, person_id in named.values_list("meeting", "led_by__person"):
        led[meeting_id].add(person_id)
    return {session.pk: led[session.pk] or {session.convened_by.person_id} for session in sessions}


def _who_noted(session: Meeting) -> Membership | None:
    told = hasattr(session, "minutes") and session.minutes.audience != Audience.SESSION
    return session.minutes.written_by if told else None


def _present(community: Community) -> list[Membership]:
    present = Membership.objects.present().filter(community=community)
    return list(present.select_related("person", "organisation"))
