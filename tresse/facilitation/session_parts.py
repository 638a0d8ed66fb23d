"""What the page of a session shows of the way it is run (config/session_parts.py)."""

from typing import Any

from tresse.communities.models import Stage
from tresse.facilitation import queries, rules
from tresse.facilitation.models import Role
from tresse.meetings.models import Meeting
from tresse.meetings.parts import SessionPart
from tresse.memberships.queries import membership_of


def roles(person: Any, meeting: Meeting) -> SessionPart | None:
    """Who carries the session, for those inside; and the page on which it is run."""
    membership = membership_of(person, meeting.community)
    if membership is None or meeting.is_cancelled or meeting.community.stage == Stage.CLOSED:
        return None
    parts = queries.parts_by_role(meeting)
    if meeting.is_past and not parts:
        return None
    lines = [(role, parts.get(role.value)) for role in Role]
    context = {
        "lines": lines,
        "mine": membership,
        "may_propose": rules.proposing_roles_as(membership, meeting),
        "is_complete": all(part for _role, part in lines),
    }
    return SessionPart("facilitation/parts/session.html", context)
