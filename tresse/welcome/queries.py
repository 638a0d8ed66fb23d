"""What the pages of the door read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle, Stage
from tresse.core import clock
from tresse.library.lives import sessions_in_the_braid
from tresse.meetings.models import Meeting
from tresse.memberships.models import Function, Mandate, Membership, WelcomePair
from tresse.networks.models import Organisation
from tresse.principles.openness import DoorState, door
from tresse.welcome.models import JoinRequest
from tresse.welcome.trials import WORD_DAYS, with_second_session, word_of

RHYTHM_OVER = timedelta(days=182)
SHOWN_AFTER = timedelta(days=60)  # an ended trial, to its three
OPEN_SESSIONS = 3


def visible_request(person: Any, slug: str, number: int) -> JoinRequest:
    """The request at this address as far as it exists for this person; otherwise 404 (S1)."""
    visible = JoinRequest.objects.visible_to(person).filter(community__slug=slug, number=number)
    people = ("community", "person", "organisation", "answered_by__person", "membership")
    return get_object_or_404(visible.select_related(*people))


def waiting_request(person: Any, community: Community) -> JoinRequest | None:
    """The one this person has sent here and that waits for its answer."""
    if person is None or not person.is_authenticated:
        return None
    return JoinRequest.objects.waiting().filter(person=person, community=community).first()


def own_requests(person: Any) -> QuerySet[JoinRequest]:
    """All those this person has sent and that wait for their answer: their way back to them."""
    return (
        JoinRequest.objects.waiting()
        .filter(person=person)
        .select_related("community")
        .order_by("waits_since", "pk")
    )


def visible_requests(person: Any, community: Community) -> QuerySet[JoinRequest]:
    """Those that wait here, as far as they exist for this person, the oldest first."""
    waiting = JoinRequest.objects.waiting().visible_to(person).filter(community=community)
    return waiting.select_related("community", "person", "organisation").order_by("waits_since", "pk")


@dataclass(frozen=True)
class Invited:
    """What somebody who thinks of coming in reads first: nothing but what is public."""

    charter: Charter
    door: DoorState
    cycles: list[Cycle]
    organisations: list[Organisation]
    facilitators: list[Mandate]
    open_sessions: list[Meeting]
    sessions_lately: int


def what_one_would_join(community: Community) -> Invited:
    """What one would do there, with whom, and what it asks."""
    inside = Membership.objects.inside().filter(community=community)
    facilitating = Mandate.objects.live().filter(membership__community=community, function=Function.CO_FACILITATION)
    ahead = Meeting.objects.open_to_all().upcoming().of(community)
    lately = Meeting.objects.held().filter(ends_at__gt=clock.now() - RHYTHM_OVER)
    return Invited(
        charter=charter_in_force(community),
        door=door(community),
        cycles=list(Cycle.objects.open().filter(strand__community=community).select_related("strand")),
        organisations=list(Organisation.objects.filter(pk__in=inside.values("organisation")).order_by("name")),
        facilitators=list(facilitating.select_related("membership__person", "membership__organisation", "strand")),
        open_sessions=list(ahead.select_related("community")[:OPEN_SESSIONS]),
        sessions_lately=sessions_in_the_braid(lately, community, AnonymousUser()).count(),
    )


@dataclass(frozen=True)
class Trial:
    """A newcomer, those who welcome them, and where their trial stands, as one of the community reads it."""

    newcomer: Membership
    pair: WelcomePair | None
    second_session_at: datetime | None
    place: str | None  # where the reader's own word is kept, when they are one of the three

    @property
    def my_word(self) -> str:
        return getattr(self.pair, self.place) if self.place else ""

    @property
    def welcomes(self) -> bool:
        """The reader is one of those who welcome."""
        return self.place is not None and self.place != "newcomers_word"

    @property
    def asks_for_my_word(self) -> bool:
        """Two sessions are over, and the days to say it are not; the newcomer's own word is said once."""
        if self.place is None or self.second_session_at is None:
            return False
        said = self.place == "newcomers_word" and not self.newcomer.on_trial
        over = said or self.newcomer.community.stage == Stage.CLOSED
        return not over and clock.now() <= self.second_session_at + WORD_DAYS

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the three said, for the three alone."""
        if self.pair is None or self.place is None:
            return []
        said = (
            (self.newcomer, self.pair.newcomers_word),
            (self.pair.first, self.pair.firsts_word),
            (self.pair.second, self.pair.seconds_word),
        )
        return [(str(place), word) for place, word in said if place and word]


def trials(community: Community, reader: Membership) -> list[Trial]:
    """Those on trial here, then those of the reader's own pairs that ended lately: their words are read by the three."""
    lately = Q(welcome_pair__ended_at__gt=clock.now() - SHOWN_AFTER)
    ended = lately & Q(welcome_pair__in=WelcomePair.objects.among_three(reader))
    here = Membership.objects.inside().filter(Q(on_trial=True) | ended, community=community)
    pairs = [f"welcome_pair__{place}__organisation" for place in ("first", "second")]
    people = [f"welcome_pair__{place}__person" for place in ("first", "second")]
    found = with_second_session(here).select_related("person", "organisation", "community", *pairs, *people)
    return [_trial(newcomer, reader) for newcomer in found.order_by("-on_trial", "signed_at")]


def _trial(newcomer: Any, reader: Membership) -> Trial:
    pair: WelcomePair | None = getattr(newcomer, "welcome_pair", None)
    return Trial(newcomer, pair, newcomer.second_session_at, word_of(reader.person, pair) if pair else None)
