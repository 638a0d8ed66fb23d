"""What the page of a session shows of decisions (config/session_parts.py)."""

from typing import Any

from tresse.decisions.models import Proposal
from tresse.meetings.models import Meeting
from tresse.meetings.parts import SessionPart


def proposals_here(person: Any, meeting: Meeting) -> SessionPart | None:
    """The proposals to be decided in this session, then those it decided, as far as they exist for this person (S1)."""
    here = list(Proposal.objects.visible_to(person).filter(meeting=meeting).order_by("number"))
    for proposal in here:
        proposal.community = meeting.community
    if not here:
        return None
    open_here = [proposal for proposal in here if proposal.is_open]
    ended = [proposal for proposal in here if not proposal.is_open]
    return SessionPart("decisions/parts/in_session.html", {"to_decide": open_here, "ended": ended})
