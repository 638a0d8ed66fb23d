"""Who may hold a session together with another community, and who answers for a community."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.meetings import rules
from tresse.meetings.models import Joining, Meeting


def inviting_community(person: Any, meeting: Meeting) -> Ruling:
    """Another community is invited by whoever may change the session, while it is still to come."""
    return first_refusal(rules.to_come(meeting), rules.changing(person, meeting))


def being_invited(community: Community, meeting: Meeting) -> Ruling:
    """A community that has begun and is not closed; each is asked once at a time."""
    if community.pk == meeting.community_id:
        return Ruling(_("This session is already its own."))
    if community.stage in (Stage.IDEA, Stage.CLOSED):
        return Ruling(_("Choose a community that has begun and is not closed."))
    if Joining.objects.filter(meeting=meeting, community=community, ended_at=None).exists():
        return Ruling(_("This community has already been asked."))
    return granted


def taking_back(person: Any, joining: Joining) -> Ruling:
    """An invitation that nobody answered is taken back by those who may send one."""
    if not joining.is_waiting:
        return Ruling(_("This has already been answered."))
    return rules.changing(person, joining.meeting)


def answering_joining(person: Any, joining: Joining) -> Ruling:
    """A community is spoken for by those who may call its own sessions."""
    if not joining.is_waiting:
        return Ruling(_("This has already been answered."))
    return first_refusal(rules.to_come(joining.meeting), rules.convening(person, joining.community))


def stepping_out(person: Any, joining: Joining) -> Ruling:
    """A community that joined steps out of a session to come, by those who may call its own."""
    if not joining.is_joint:
        return Ruling(_("This community does not hold this session."))
    return first_refusal(rules.to_come(joining.meeting), rules.convening(person, joining.community))
