"""What people read by mail about a session, each in their language and by their clock."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import by_mail, outbox
from tresse.guests.emails import send as write_to_guest
from tresse.guests.models import Guest
from tresse.meetings import calendars, mailed, rules
from tresse.meetings.models import AgendaItem, Answer, Attendance, Meeting, Room, Series
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


def send_stepping_out(meeting: Meeting, community: Community, people: Iterable[Person]) -> None:
    """Their community does not hold this session any more: it leaves their calendars."""
    _send("stepping_out", calendars.CANCEL, meeting, people, leaving=community)


def send_places(meeting: Meeting, moved_up: Iterable[Attendance]) -> None:
    """A place is free: whoever waited for it comes."""
    for one in moved_up:
        since = f"{one.answered_at:%Y%m%d%H%M%S}" if one.answered_at else ""
        if one.person:
            _send("place", calendars.REQUEST, meeting, [one.person], occasion=since, mine=one)
        elif one.guest:
            _send_to_guests("place", calendars.REQUEST, meeting, [one.guest], occasion=since, mine=one)


def invite_guest(guest: Guest) -> None:
    """Give somebody the link by which they come to a session, and the session for their calendar."""
    _send_to_guests("invitation", calendars.REQUEST, guest.thing, [guest])


def concerned_by(meeting: Meeting) -> list[Person]:
    """Whoever may come: the members it exists for who are not pausing, and people from outside who said they come."""
    present = Q(pk__in=Membership.objects.present().filter(rules.at_sides_of(meeting)).values("person"))
    invited = Q(pk__in=meeting.attendances.values("person"))
    coming = Q(pk__in=meeting.attendances.hoping().values("person"))
    if meeting.audience == Audience.SESSION:
        concerned = present & invited
    elif meeting.is_open:
        concerned = present | coming
    else:
        concerned = present
    return list(Person.objects.filter(concerned, is_active=True))


def context_of(
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


def sides_of(meeting: Meeting) -> dict[int, Community]:
    """Of everybody inside, by whom they are invited: the community that called, or the one of theirs that joined."""
    sides: dict[int, Community] = {}
    for place in Membership.objects.inside().filter(rules.at_sides_of(meeting)).select_related("community"):
        if place.community_id == meeting.community_id or place.person_id not in sides:
            sides[place.person_id] = place.community
    return sides


def answers_for(thing: Meeting | Series, person: Person, *, inside: bool) -> list[tuple[Any, str]]:
    """One address for each answer, with which they say it in one gesture."""
    offered = [answer for answer in Answer if inside or answer != Answer.LATER]
    return [(answer.label, mailed.address(thing, person.pk, answer)) for answer in offered]


def _send(
    name: str, method: str, meeting: Meeting, people: Iterable[Person], *, occasion: str = "", **more: Any
) -> None:
    if outbox.is_shut():
        return
    agenda, sides, before = list(meeting.agenda.all()), sides_of(meeting), more.pop("before", None)
    for person in people:
        outbox.post(
            f"meetings/{name}",
            to=person.email,
            language=person.language,
            cause=f"meeting/{meeting.pk}/{name}/{meeting.invitation_number}/{person.pk}{occasion and '/' + occasion}",
            context={
                **context_of(meeting, agenda, person.time_zone, before),
                "community": meeting.community,
                "side": sides.get(person.pk, meeting.community),
                "answers": answers_for(meeting, person, inside=person.pk in sides),
                "by_reply": by_mail.comes_in(),
                **more,
            },
            attachments=(_attachment(meeting, agenda, person, method),),
            headers=_answered_by(meeting, person),
        )


def _answered_by(meeting: Meeting, person: Person) -> dict[str, str]:
    """The mails of one session are read together, and answered by replying."""
    community, first = meeting.community, by_mail.message_id("session", meeting.pk)
    return by_mail.headers(
        "session", meeting.pk, person.pk, name=community.name, list_id=community.slug, references=(first,)
    )


def _send_to_guests(
    name: str, method: str, meeting: Meeting, guests: Iterable[Guest], *, occasion: str = "", **more: Any
) -> None:
    """The same mails; by the clock of the place, since nobody knows theirs, and by their own link."""
    agenda, before = list(meeting.agenda.all()), more.pop("before", None)
    for guest in guests:
        guest.community = meeting.community
        theirs = _by_their_link(meeting, guest)
        context = context_of(theirs, agenda, meeting.time_zone, before) | more
        context["address"] = guest.get_absolute_url()
        opened = f"{guest.invited_at:%Y%m%d%H%M%S}{occasion and '/' + occasion}"
        write_to_guest(
            f"meetings/{name}",
            guest,
            cause=f"meeting/{meeting.pk}/{name}/{meeting.invitation_number}/guest/{guest.pk}/{opened}",
            attachments=(_attachment(theirs, agenda, guest, method),),
            **context,
        )


def _by_their_link(meeting: Meeting, guest: Guest) -> Meeting:
    """The room of a session is made on a page that does not exist for a guest: theirs is on their own."""
    if meeting.room_kind != Room.BIGBLUEBUTTON:
        return meeting
    theirs = copy(meeting)
    theirs.link = settings.TRESSE_URL + guest.get_absolute_url()
    return theirs


def _attachment(
    meeting: Meeting, agenda: list[AgendaItem], person: Person | Guest, method: str
) -> outbox.Attachment:
    with translation.override(person.language):
        name = _("session-%(number)s.ics") % {"number": meeting.number}
        content = calendars.invitation(meeting, agenda, to=person, method=method)
    return outbox.Attachment(name, f"text/calendar; method={method}", content)
