"""Who may look for a date with everyone, answer, choose the moment, or give up."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.meetings import rules as meetings
from tresse.memberships import rules as memberships
from tresse.polls.models import Poll, PollMoment


def opening(person: Any, community: Community) -> Ruling:
    """A poll is opened by whoever may call a session: it ends by calling one (E1, E3)."""
    return meetings.convening(person, community)


def answering(person: Any, poll: Poll) -> Ruling:
    """Whoever takes part says when they can, and may change it until the poll closes."""
    return first_refusal(_not_ended(poll), _not_closed(poll), memberships.taking_part(person, poll.community))


def settling(person: Any, poll: Poll) -> Ruling:
    """A moment is chosen by whoever may call a session, as soon as they see enough."""
    return first_refusal(_not_ended(poll), meetings.convening(person, poll.community))


def choosing(moment: PollMoment) -> Ruling:
    """One chooses a moment that is still to come."""
    return Ruling(_("This moment is past: choose another one.")) if moment.is_past else granted


def prolonging(person: Any, poll: Poll) -> Ruling:
    """Whoever may call a session may leave more time to answer, even once it is closed."""
    return settling(person, poll)


def calling_off(person: Any, poll: Poll) -> Ruling:
    """A poll is given up by whoever may call a session, or by whoever opened it."""
    opened = poll.opened_by.person_id == getattr(person, "pk", None)
    may = memberships.taking_part if opened else meetings.convening
    return first_refusal(_not_ended(poll), may(person, poll.community))


@dataclass(frozen=True)
class Rulings:
    """All that one person may do with one poll, for its page."""

    answering: Ruling
    settling: Ruling
    calling_off: Ruling


def rulings(person: Any, poll: Poll) -> Rulings:
    """The answers of the rules above, together."""
    return Rulings(answering(person, poll), settling(person, poll), calling_off(person, poll))


def _not_ended(poll: Poll) -> Ruling:
    if poll.is_settled:
        return Ruling(_("A moment has been chosen, and the session is called: say there whether you come."))
    return Ruling(_("This poll was called off.")) if poll.is_called_off else granted


def _not_closed(poll: Poll) -> Ruling:
    if poll.closes_at > clock.now():
        return granted
    return Ruling(
        _(
            "The time to answer is over. Tell whoever looks for the date: they may leave more, or choose with you in mind."
        )
    )
