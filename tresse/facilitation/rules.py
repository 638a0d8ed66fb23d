"""Who runs a session, who follows it, who takes a role in it, who draws small groups."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.facilitation.models import Part, Role
from tresse.meetings.models import Attendance, Meeting
from tresse.meetings.rules import not_cancelled, to_come
from tresse.memberships import rules as memberships
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of
from tresse.networks import rules as networks

OPENS_BEFORE = timedelta(hours=2)
GOES_ON_AFTER = timedelta(hours=12)  # a session may last longer than was thought


def writing_method(person: Any) -> Ruling:
    """The methods of the network are written and retired by its stewards."""
    return networks.keeping(person)


def following(person: Any, meeting: Meeting) -> Ruling:
    """Whoever is inside follows a session as it runs, and whoever said that they come to it."""
    if membership_of(person, meeting.community) or _comes(person, meeting):
        return granted
    return Ruling(_("This page is for those who take part in the session. Say that you come, and it opens."))


def driving(person: Any, meeting: Meeting) -> Ruling:
    """A session is run by whoever holds its role of facilitation, or co-facilitates or co-steers the community (E1)."""
    return first_refusal(_under_way(meeting), leading(person, meeting))


def leading(person: Any, meeting: Meeting) -> Ruling:
    """The same, whatever the hour: small groups may be drawn beforehand."""
    standing = first_refusal(not_cancelled(meeting), memberships.taking_part(person, meeting.community))
    if not standing or memberships.steering(person, meeting.community):
        return standing
    if Part.objects.held().filter(meeting=meeting, role=Role.FACILITATES, membership__person=person).exists():
        return granted
    return Ruling(
        _("This takes the role of facilitation in this session. If nobody holds it, take it in one gesture.")
    )


def drawing(person: Any, meeting: Meeting) -> Ruling:
    """Small groups are drawn by whoever runs the session, until it is over."""
    return first_refusal(_not_long_over(meeting), leading(person, meeting))


def proposing_roles(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part has the free roles of a session proposed, by fair load."""
    return _proposing(meeting, memberships.taking_part(person, meeting.community))


def proposing_roles_as(membership: Membership, meeting: Meeting) -> Ruling:
    """The same of somebody whose place inside is already known, in a community that is not closed."""
    return _proposing(meeting, memberships.taking_part_as(membership))


def taking_role(person: Any, meeting: Meeting, standing: Part | None) -> Ruling:
    """Whoever takes part takes a role that nobody has accepted, even one proposed to somebody else."""
    if standing is None or standing.accepted_at is None:
        return proposing_roles(person, meeting)
    return Ruling(_("Somebody has taken this role. They can pass it on in one gesture."))


def passing_on_role(person: Any, part: Part) -> Ruling:
    """One passes on one's own role, nobody else's."""
    if part.passed_on_at is not None or person is None or part.membership.person_id != person.pk:
        return Ruling(_("This role is somebody else's to pass on."))
    return proposing_roles(person, part.meeting)


def _proposing(meeting: Meeting, taking_part: Ruling) -> Ruling:
    return first_refusal(to_come(meeting), taking_part)


def _comes(person: Any, meeting: Meeting) -> bool:
    coming: bool = Attendance.objects.of(person).coming().filter(meeting=meeting).exists()
    return coming


def _under_way(meeting: Meeting) -> Ruling:
    if clock.now() < meeting.starts_at - OPENS_BEFORE:
        return Ruling(_("A session can be run from two hours before it begins."))
    return _not_long_over(meeting)


def _not_long_over(meeting: Meeting) -> Ruling:
    over = clock.now() > meeting.ends_at + GOES_ON_AFTER
    return Ruling(_("This session is over.")) if over else granted
