"""Roles in a session: proposed by fair load, taken, accepted and passed on in one gesture.

The journal tells nothing of them: who did what in a session under the Chatham House rule must be forgotten (S3).
"""

from typing import Any

from django.db import transaction

from tresse.communities.models import Community
from tresse.core import clock
from tresse.facilitation import queries, rules
from tresse.facilitation.models import Part, Role
from tresse.meetings.actions.holding import held
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership


@transaction.atomic
def propose_roles(meeting: Meeting, *, by: Any) -> list[Part]:
    """Ask somebody for each free role: whoever carried least lately, of several organisations. Nothing is imposed."""
    meeting = held(meeting)
    rules.proposing_roles(by, meeting).require()
    return [part for role in Role.values if (part := _propose(meeting, role))]


@transaction.atomic
def take_role(meeting: Meeting, role: str, *, by: Any) -> Part:
    """Take a role that nobody has accepted yet; if one was asked to, this says yes."""
    meeting, role = held(meeting), Role(role)
    standing = queries.parts_by_role(meeting).get(role)
    rules.taking_role(by, meeting, standing).require()
    mine = Membership.objects.inside().get(person=by, community=meeting.community)
    if standing and standing.membership == mine:
        standing.accepted_at = clock.now()
        standing.save(update_fields=["accepted_at"])
        return standing
    _set_free(meeting, role)
    return Part.objects.create(
        meeting=meeting, role=role, membership=mine, proposed_at=clock.now(), accepted_at=clock.now()
    )


@transaction.atomic
def pass_on_role(part: Part, *, by: Any) -> Part | None:
    """Not this time: the next by fair load is asked. Gives who is asked now, if there is anybody."""
    part = _fetch(part)
    rules.passing_on_role(by, part).require()
    _set_free(part.meeting, part.role)
    return _propose(part.meeting, part.role)


def _propose(meeting: Meeting, role: str) -> Part | None:
    """Ask the first who has no role yet in this session, of an organisation that has none if there is one."""
    standing = queries.parts_by_role(meeting)
    if role in standing:
        return None
    busy = {part.membership_id for part in standing.values()}
    sides = {part.membership.side for part in standing.values()}
    free = [member for member in queries.who_could(meeting, role) if member.pk not in busy]
    chosen: Membership | None = next(
        (member for member in free if member.side not in sides), next(iter(free), None)
    )
    if chosen is None:
        return None
    _set_free(meeting, role)
    return Part.objects.create(meeting=meeting, role=role, membership=chosen, proposed_at=clock.now())


def _set_free(meeting: Meeting, role: str) -> None:
    """Of whoever holds it, or held it and has left since."""
    Part.objects.filter(meeting=meeting, role=role, passed_on_at=None).update(passed_on_at=clock.now())


def _fetch(part: Part) -> Part:
    Community.objects.held().get(pk=part.meeting.community_id)
    return Part.objects.select_related("meeting__community", "membership__person").get(pk=part.pk)
