"""Looking for a date with everyone."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.core.numbers import next_number
from tresse.meetings import schedule
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of
from tresse.polls import emails, rules
from tresse.polls.actions.holding import tell
from tresse.polls.models import FEWEST, LONGEST, MOST, SHORTEST, Poll, PollLink, PollMoment


@transaction.atomic
def open_poll(
    community: Community,
    *,
    by: Any,
    title: str,
    minutes: int,
    moments: Sequence[datetime],
    closes_at: datetime,
    time_zone: str = "Europe/Paris",
    intention: str = "",
    place: str = "",
    link: str = "",
    cycle: Cycle | None = None,
    audience: str = Audience.COMMUNITY,
    open_session: bool = False,
    chatham_house: bool = False,
) -> Poll:
    """Propose moments for a session to come: everyone present is asked by mail when they can."""
    community = Community.objects.held().get(pk=community.pk)
    rules.opening(by, community).require()
    starts = [schedule.universal(moment) for moment in moments]
    poll = Poll(
        community=community,
        number=next_number(community.polls),
        title=title.strip(),
        intention=intention.strip(),
        minutes=minutes,
        time_zone=time_zone,
        closes_at=schedule.universal(closes_at),
        place=place.strip(),
        link=link.strip(),
        cycle=cycle,
        audience=audience,
        open_session=open_session,
        chatham_house=chatham_house,
        opened_by=place_of(by, community),
        opened_at=clock.now(),
    )
    _check_terms(poll)
    _check_moments(poll, starts)
    check_closing(poll.closes_at, min(starts))
    poll.save()
    PollMoment.objects.bulk_create(
        PollMoment(poll=poll, number=number, starts_at=start)
        for number, start in enumerate(sorted(starts), start=1)
    )
    tell("poll.opened", poll, by)
    _ask_everyone(poll)
    return poll


def check_closing(closes_at: datetime, first: datetime) -> None:
    """Raise `ValidationError` for an end of the answers nobody could keep to."""
    if closes_at <= clock.now():
        raise ValidationError({"closes_on": _("This day is past: leave people time to answer.")})
    if closes_at >= first:
        raise ValidationError(
            {"closes_on": _("Choose a day before the first of the moments, so that it can still be chosen.")}
        )


def _check_terms(poll: Poll) -> None:
    if not poll.title:
        raise ValidationError({"title": _("Say what the session is about, so that people know what they answer.")})
    if not SHORTEST <= poll.minutes <= LONGEST:
        raise ValidationError({"minutes": _("A session lasts between a quarter of an hour and ten hours.")})
    if poll.open_session and poll.audience != Audience.PUBLIC:
        raise ValidationError(
            {"audience": _("Anybody may come to an open session, so everyone must be able to see it.")}
        )
    if poll.chatham_house and poll.audience == Audience.SESSION:
        raise ValidationError({"audience": _("Keeping who may see it would say who came. Choose the community.")})
    if poll.cycle and poll.cycle.community != poll.community:
        raise ValidationError({"cycle": _("This cycle belongs to another community.")})


def _check_moments(poll: Poll, starts: list[datetime]) -> None:
    if not FEWEST <= len(starts) <= MOST:
        raise ValidationError(_("Propose between two and twelve moments."))
    if len(set(starts)) < len(starts):
        raise ValidationError(_("Two of these moments are the same: change one of them or leave its line empty."))
    for start in starts:
        ends = start + timedelta(minutes=poll.minutes)
        schedule.check_order(start, ends, poll.time_zone)
        schedule.check_to_come(start, ends)


def _ask_everyone(poll: Poll) -> None:
    """An address for each member present, and one mail that carries it."""
    present = Membership.objects.present().filter(community=poll.community, person__is_active=True)
    PollLink.objects.bulk_create(PollLink(poll=poll, membership=membership) for membership in present)
    emails.ask(poll)
