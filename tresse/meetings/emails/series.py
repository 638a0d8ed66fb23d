"""What people read of a series: one mail for all its sessions, and one for each change of several.

Each session is an event of its own, with an identifier of its own, since each is later moved or called off by itself. RFC
5546 lets one REQUEST or CANCEL speak of one identifier: what holds many is published (docs/adr/0015).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.core import outbox
from tresse.meetings import calendars, mailed
from tresse.meetings.emails.sessions import answers_for, concerned_by, sides_of
from tresse.meetings.models import Meeting, Series
from tresse.meetings.moments import when

Change = tuple[Meeting, Meeting]  # as it was, as it is


def send_series(series: Series, meetings: Sequence[Meeting], people: Iterable[Person]) -> None:
    """Everyone inside is invited to the whole series in one mail, with one file for their calendar."""
    _send("series", series, [(meeting, meeting) for meeting in meetings], people)


def send_series_change(series: Series, changes: Sequence[Change]) -> None:
    """Several sessions have another time or place: what each was, and what it is."""
    for people, theirs in _by_what_concerns_them(changes):
        _send("series_change", series, theirs, people)


def send_series_cancellation(series: Series, meetings: Sequence[Meeting]) -> None:
    """Several sessions will not take place: each leaves the calendars."""
    for people, theirs in _by_what_concerns_them([(meeting, meeting) for meeting in meetings]):
        _send("series_cancellation", series, theirs, people)


def _by_what_concerns_them(changes: Sequence[Change]) -> list[tuple[list[Person], list[Change]]]:
    """Those whom the same sessions concern, together: most often everybody, and all of them."""
    people: dict[int, Person] = {}
    theirs: dict[int, list[Change]] = {}
    for change in changes:
        for person in concerned_by(change[1]):
            people.setdefault(person.pk, person)
            theirs.setdefault(person.pk, []).append(change)
    groups: dict[tuple[int, ...], tuple[list[Person], list[Change]]] = {}
    for pk, several in theirs.items():
        key = tuple(after.pk for _before, after in several)
        groups.setdefault(key, ([], several))[0].append(people[pk])
    return list(groups.values())


def _send(name: str, series: Series, changes: Sequence[Change], people: Iterable[Person]) -> None:
    if outbox.is_shut():
        return
    sides = sides_of(changes[0][1])
    first = changes[0][1]
    for person in people:
        outbox.post(
            f"meetings/{name}",
            to=person.email,
            language=person.language,
            cause=f"series/{series.pk}/{name}/{series.change_number}/{first.pk}/{first.invitation_number}/{person.pk}",
            context=_context(series, changes, person, inside=person.pk in sides)
            | {"community": series.community, "side": sides.get(person.pk, series.community)},
            attachments=_attachments(name, [after for _before, after in changes], person),
        )


def _context(series: Series, changes: Sequence[Change], person: Person, *, inside: bool) -> dict[str, Any]:
    first = changes[0][1]
    lines = [
        {
            "meeting": after,
            "when": when(after, person.time_zone),
            "was": when(before, person.time_zone),
            "before": before,
        }
        for before, after in changes
    ]
    return {
        "series": series,
        "meeting": first,
        "lines": lines,
        "address": mailed.address(series, person.pk),
        "answers": answers_for(series, person, inside=inside),
    }


def _attachments(name: str, meetings: Sequence[Meeting], person: Person) -> tuple[outbox.Attachment, ...]:
    with translation.override(person.language):
        if name == "series_cancellation":
            return tuple(
                outbox.Attachment(
                    _("session-%(number)s.ics") % {"number": meeting.number},
                    f"text/calendar; method={calendars.CANCEL}",
                    calendars.invitation(meeting, [], to=person, method=calendars.CANCEL),
                )
                for meeting in meetings
            )
        content = calendars.several(meetings)
        return (outbox.Attachment(_("sessions.ics"), f"text/calendar; method={calendars.PUBLISH}", content),)
