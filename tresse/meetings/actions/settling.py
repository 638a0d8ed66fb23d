"""Minutes are ready, corrected until a day, then settled: after that one only adds, with a date."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.core.text import exact
from tresse.meetings.actions.minutes import signed_by, tell, words_changed
from tresse.meetings.minutes import emails as minutes_emails
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import Addition, Minutes


@transaction.atomic
def call_minutes_ready(minutes: Minutes, *, by: Any) -> Minutes:
    """Say that the minutes are ready: those invited who may read them receive them, and may correct them for some days."""
    minutes = hold(minutes)
    minutes_rules.calling_ready(by, minutes).require()
    delay = timedelta(days=charter_in_force(minutes.community).correction_days)
    minutes.ready_at, minutes.ready_by = clock.now(), signed_by(by, minutes.meeting)
    minutes.corrected_until = minutes.ready_at + delay
    minutes.save(update_fields=["ready_at", "ready_by", "corrected_until"])
    tell("minutes.ready", minutes, by=by)
    minutes_emails.send_minutes(minutes)
    return minutes


def settle_due_minutes() -> int:
    """The delay is over: these minutes no longer change. How many were settled."""
    due = list(Minutes.objects.to_settle().values_list("pk", flat=True))
    return sum(_settle(minutes_id) for minutes_id in due)


@transaction.atomic
def add_to_minutes(minutes: Minutes, *, text: str, by: Any) -> Addition:
    """Write a dated addition beside settled minutes. The same words sent twice are one addition."""
    minutes = hold(minutes)
    minutes_rules.adding(by, minutes).require()
    if not text.strip():
        raise ValidationError({"text": _("Write a few words.")})
    writer = signed_by(by, minutes.meeting)
    addition, is_new = Addition.objects.get_or_create(
        minutes=minutes, text=exact(text), added_by=writer, defaults={"added_at": clock.now()}
    )
    if is_new:
        words_changed(minutes, by=by)
        tell("minutes.added", minutes, by=by)
    return addition


def hold(minutes: Minutes) -> Minutes:
    """The minutes as they are now, once it is this person's turn."""
    Community.objects.held().get(pk=minutes.community_id)
    return Minutes.objects.select_related("meeting__community", "community", "written_by").get(pk=minutes.pk)


@transaction.atomic
def _settle(minutes_id: int) -> int:
    minutes = hold(Minutes.objects.get(pk=minutes_id))
    if not Minutes.objects.to_settle().filter(pk=minutes_id).exists():
        return 0  # another worker was quicker
    minutes.settled_at = clock.now()
    minutes.save(update_fields=["settled_at"])
    journal.record(
        "minutes.settled",
        stream=minutes.community.stream,
        subject=minutes,
        by=None,
        number=minutes.meeting.number,
    )
    return 1
