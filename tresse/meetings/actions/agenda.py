"""The agenda of a session, item by item. Whoever takes part prepares it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core import indexing
from tresse.meetings import rules
from tresse.meetings.models import AgendaItem, Meeting
from tresse.memberships.models import Membership

MOST_ITEMS = 40


@transaction.atomic
def add_agenda_item(
    meeting: Meeting,
    *,
    by: Any,
    title: str,
    minutes: int = 20,
    method_key: str = "",
    led_by: Membership | None = None,
) -> AgendaItem:
    """Add a moment at the end of the agenda."""
    items = _held_agenda(meeting, by)
    if len(items) >= MOST_ITEMS:
        raise ValidationError(_("An agenda holds forty items at most: bring some of them together."))
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=len(items) + 1,
        title=title.strip(),
        minutes=minutes,
        method_key=method_key,
        led_by=led_by,
    )
    indexing.changed(meeting)
    return item


@transaction.atomic
def change_agenda_item(
    item: AgendaItem,
    *,
    by: Any,
    title: str,
    minutes: int,
    method_key: str = "",
    led_by: Membership | None = None,
) -> AgendaItem:
    """Say a moment of the agenda anew."""
    _held_agenda(item.meeting, by)
    item.title, item.minutes, item.method_key, item.led_by = title.strip(), minutes, method_key, led_by
    item.save(update_fields=["title", "minutes", "method_key", "led_by"])
    indexing.changed(item.meeting)
    return item


@transaction.atomic
def move_agenda_item(item: AgendaItem, *, to: int, by: Any) -> None:
    """Put a moment at another place of the agenda, counted from one."""
    others = [other for other in _held_agenda(item.meeting, by) if other.pk != item.pk]
    others.insert(max(to, 1) - 1, item)
    _number(others)


@transaction.atomic
def remove_agenda_item(item: AgendaItem, *, by: Any) -> None:
    """Take a moment off the agenda."""
    others = [other for other in _held_agenda(item.meeting, by) if other.pk != item.pk]
    item.delete()
    _number(others)
    indexing.changed(item.meeting)


def _held_agenda(meeting: Meeting, by: Any) -> list[AgendaItem]:
    """The items in order, once it is this person's turn: two people preparing at once follow each other."""
    Community.objects.held().get(pk=meeting.community_id)
    rules.preparing(by, meeting).require()
    return list(meeting.agenda.order_by("position", "pk"))


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
