"""What is attested, lived by the same actions as everybody's life."""

from typing import Any

from tests.cast import Cast
from tresse.core import clock
from tresse.meetings import actions as sessions
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as meetings
from tresse.value import actions
from tresse.value.models import Attestation


def attended(cast: Cast, *people: Any, days_ago: int = 3, **terms: Any) -> Meeting:
    """A session of the cycle, held, to which these people came."""
    meeting = meetings.held(cast, days_ago=days_ago, cycle=cast.cycle, **terms)
    if not meeting.chatham_house:
        sessions.note_attendance(meeting, came=people, by=cast.awa)
    return meeting


def attestation(cast: Cast, who: str = "member", **said: Any) -> Attestation:
    _signed_long_ago(cast, who)
    return actions.attest(cast.cycle, by=cast.person(who), **{"language": "fr", **said})


def _signed_long_ago(cast: Cast, who: str) -> None:
    place = cast.place(who)
    place.signed_at = clock.now().replace(year=clock.now().year - 1)
    place.save()
