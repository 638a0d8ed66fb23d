"""What people read by mail about a session, each in their language and by their clock."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import by_mail, outbox
from tresse.guests.emails import send as write_to_guest
from tresse.guests.models import Guest
from tresse.meetings import calendars, minutes_emails
from tresse.meetings.models import AgendaItem, Meeting
from tresse.meetings.moments import when
from tresse.meetings.programme import programme
from tresse.memberships.models import Membership


def send_invitation(meeting: Meeting, people: Iterable[Person]) -> None:
    _send("invitation", calendars.REQUEST, meeting, people)


def send_change(before: Meeting, meeting: Meeting) -> None:
    """Another time or place: what it was, and what it is now."""
    _send("change", calendars.REQUEST, meeting, concerned_by(meeting), before=before)
    _send_to_guests("change", calendars.REQUEST, meeting, meeting.guests.live(), before=before)


def send_cancellation(meeting: Meeting) -> None:
    _send("cancellation", calendars.CANCEL, meeting, concerned_by(meeting))
    _send_to_guests("cancellation", calendars.CANCEL, meeting, meeting.guests.live())


def invite_guest(guest: Guest) -> None:
    """Give somebody the link by which they come to a session, and the session for their calendar."""
    _send_to_guests("invitation", calendars.REQUEST, guest.thing, [guest])


def concerned_by(meeting: Meeting) -> list[Person]:
    """Whoever may come: the members it exists for who are not pausing, and people from outside who said they come."""
    present = Q(pk__in=Membership.objects.present().filter(community=meeting.community_id).values("person"))
    invited = Q(pk__in=meeting.attendances.values("person"))
    coming = Q(pk__in=meeting.attendances.coming().values("person"))
    if meeting.audience == Audience.SESSION:
        concerned = present & invited
    elif meeting.is_open:
        concerned = present | coming
    else:
        concerned = present
    return list(Person.objects.filter(concerned, is_active=True))


def _send(name: str, method: str, meeting: Meeting, people: Iterable[Person], **more: Any) -> None:
    if outbox.is_shut():
        return
    agenda = list(meeting.agenda.all())
    for person in people:
        outbox.post(
            f"meetings/{name}",
            to=person.email,
            language=person.language,
            cause=f"meeting/{meeting.pk}/{name}/{meeting.invitation_number}/{person.pk}",
            context=_context(meeting, agenda, person.time_zone, **more)
            | {"community": meeting.community, "by_reply": by_mail.comes_in()},
            attachments=(_attachment(meeting, agenda, person, method),),
            headers=_answered_by(meeting, person),
        )


def _answered_by(meeting: Meeting, person: Person) -> dict[str, str]:
    """The mails of one session are read together, and answered by replying."""
    community, first = meeting.community, by_mail.message_id("session", meeting.pk)
    return by_mail.headers(
        "session", meeting.pk, person.pk, name=community.name, list_id=community.slug, references=(first,)
    )


def _send_to_guests(name: str, method: str, meeting: Meeting, guests: Iterable[Guest], **more: Any) -> None:
    """The same mails; by the clock of the place, since nobody knows theirs, and by their own link."""
    agenda = list(meeting.agenda.all())
    for guest in guests:
        guest.community = meeting.community
        context = _context(meeting, agenda, meeting.time_zone, **more) | {"address": guest.get_absolute_url()}
        opened = f"{guest.invited_at:%Y%m%d%H%M%S}"
        write_to_guest(
            f"meetings/{name}",
            guest,
            cause=f"meeting/{meeting.pk}/{name}/{meeting.invitation_number}/guest/{guest.pk}/{opened}",
            attachments=(_attachment(meeting, agenda, guest, method),),
            **context,
        )


def _context(
    meeting: Meeting, agenda: list[AgendaItem], zone: str, before: Meeting | None = None
) -> dict[str, Any]:
    moment = when(meeting, zone)
    return {
        "meeting": meeting,
        "address": f"{meeting.get_absolute_url()}#answer",
        "when": moment,
        "steps": programme(meeting, agenda, moment.here.zone),
        "before": before,
        "when_before": when(before, zone) if before else None,
    }


def _attachment(
    meeting: Meeting, agenda: list[AgendaItem], person: Person | Guest, method: str
) -> outbox.Attachment:
    with translation.override(person.language):
        name = _("session-%(number)s.ics") % {"number": meeting.number}
        content = calendars.invitation(meeting, agenda, to=person, method=method)
    return outbox.Attachment(name, f"text/calendar; method={method}", content)


def _example(**changes: Any) -> Callable[[], dict[str, Any]]:
    """A session that was never kept, for whoever works on these mails."""

    def context() -> dict[str, Any]:
        community = Community(name="CP Genre", slug="cp-genre")
        starts_at = datetime(2026, 3, 12, 14, 0, tzinfo=ZoneInfo("America/Port-au-Prince"))
        meeting = Meeting(
            community=community,
            number=3,
            title="Ce que nos outils ne voient pas",
            intention="Choisir ensemble les trois situations que nous décrirons dans le carnet.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            time_zone="America/Port-au-Prince",
            place="Maison des associations, salle Toussaint",
            link="https://visio.example.org/cp-genre",
            **changes,
        )
        before = Meeting(
            community=community,
            starts_at=starts_at - timedelta(days=7),
            ends_at=starts_at - timedelta(days=7, hours=-2),
            time_zone="Europe/Paris",
            place="Lille",
        )
        items = [AgendaItem(title="Météo d'entrée", minutes=10, method_key="check_in")]
        items += [AgendaItem(title="Trois témoignages", minutes=75, method_key="testimonies")]
        return _context(meeting, items, "Europe/Paris", before) | {"community": community}

    return context


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {
    "meetings/invitation": _example(),
    "meetings/change": _example(),
    "meetings/cancellation": _example(cancelled_because="Deux des trois témoins ne peuvent plus venir."),
    **minutes_emails.PREVIEWS,
}
