"""What somebody said they would do: written down, taken, then kept, changed or laid down. Nobody counts it."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core import clock
from tresse.meetings.actions.settling import hold
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import Minutes, Pledge, PledgeState
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of

FARTHEST = timedelta(days=3 * 366)


@transaction.atomic
def make_pledge(
    minutes: Minutes, *, text: str, who: Membership | None = None, due_on: date | None = None, by: Any
) -> Pledge:
    """Write down what somebody said they would do, and by when. Under the Chatham House rule one names oneself alone (S3)."""
    minutes = hold(minutes)
    minutes_rules.making_real(by, minutes).require()
    pledge = Pledge(minutes=minutes, membership=who, text=text.strip(), due_on=due_on, made_at=clock.now())
    _check(pledge, by=by)
    pledge.save()
    return pledge


@transaction.atomic
def take_pledge(pledge: Pledge, *, by: Any) -> Pledge:
    """Take for oneself what nobody holds."""
    pledge = _held(pledge)
    minutes_rules.taking_pledge(by, pledge).require()
    pledge.membership = place_of(by, pledge.minutes.meeting.community)
    pledge.save(update_fields=["membership"])
    return pledge


@transaction.atomic
def keep_pledge(pledge: Pledge, *, word: str = "", by: Any) -> Pledge:
    """It is done."""
    return _close(pledge, PledgeState.KEPT, word, by=by)


@transaction.atomic
def drop_pledge(pledge: Pledge, *, word: str = "", by: Any) -> Pledge:
    """Lay it down: this will not be done, or not by me. No reason is owed."""
    return _close(pledge, PledgeState.DROPPED, word, by=by)


@transaction.atomic
def change_pledge(pledge: Pledge, *, text: str, due_on: date | None = None, word: str = "", by: Any) -> Pledge:
    """It becomes something else, or comes later: what was said stays, and the new one follows it."""
    following = Pledge(minutes=pledge.minutes, text=text.strip(), due_on=due_on, made_at=clock.now())
    closed = _close(pledge, PledgeState.CHANGED, word, by=by)
    following.membership, following.follows = closed.membership, closed
    _check(following, by=by)
    following.save()
    return following


def _close(pledge: Pledge, state: PledgeState, word: str, *, by: Any) -> Pledge:
    pledge = _held(pledge)
    minutes_rules.answering_pledge(by, pledge).require()
    pledge.state, pledge.word, pledge.closed_at = state, word.strip()[:300], clock.now()
    pledge.save(update_fields=["state", "word", "closed_at"])
    return pledge


def _held(pledge: Pledge) -> Pledge:
    Community.objects.held().get(pk=pledge.minutes.community_id)
    return Pledge.objects.select_related("minutes__meeting__community", "minutes__community", "membership").get(
        pk=pledge.pk
    )


def _check(pledge: Pledge, *, by: Any) -> None:
    if not pledge.text:
        raise ValidationError({"text": _("Say in a few words what will be done.")})
    if len(pledge.text) > 500:
        raise ValidationError({"text": _("Say it in five hundred characters at most.")})
    if pledge.due_on and not clock.today() <= pledge.due_on <= clock.today() + FARTHEST:
        raise ValidationError({"due_on": _("Choose a day to come, within three years.")})
    _check_who(pledge, by=by)


def _check_who(pledge: Pledge, *, by: Any) -> None:
    """Somebody of this community; a Chatham House session says of nobody but oneself that they spoke (S3)."""
    who, meeting = pledge.membership, pledge.minutes.meeting
    if meeting.chatham_house:
        if who and who.person_id != by.pk:
            raise ValidationError(
                {"who": _("Chatham House rule: leave it to nobody, and whoever said it takes it themselves.")}
            )
    elif who is None:
        raise ValidationError({"who": _("Say who does it: a pledge nobody holds is nobody's.")})
    if who and (who.community_id != meeting.community_id or not who.is_inside):
        raise ValidationError({"who": _("Choose somebody inside this community.")})
