"""What date polls show beside sessions (config/session_parts.py)."""

from typing import Any

from tresse.communities.models import Community
from tresse.meetings.models import Meeting
from tresse.meetings.parts import ListPart, SessionPart
from tresse.memberships.queries import membership_of
from tresse.polls.models import Poll
from tresse.polls.queries import living_polls
from tresse.polls.until import Until


def polls_under_way(person: Any, community: Community) -> ListPart | None:
    """The dates being looked for, for those inside."""
    if membership_of(person, community) is None:
        return None
    polls = [(poll, Until(poll.closes_at)) for poll in living_polls(person, community)]
    for poll, _until in polls:
        poll.community = community
    return ListPart("polls/parts/in_list.html", {"polls": polls}) if polls else None


def poll_behind(person: Any, meeting: Meeting) -> SessionPart | None:
    """The poll by which the date of this session was found, for those inside."""
    if membership_of(person, meeting.community) is None:
        return None
    poll = Poll.objects.filter(meeting=meeting).first()
    if poll is None:
        return None
    poll.community = meeting.community
    return SessionPart("polls/parts/in_session.html", {"poll": poll}, where="side")
