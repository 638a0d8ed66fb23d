"""Who may call a session, prepare it, say whether they come, and write what it left."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.confidence.models import Audience, places_of
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.core.text import digest
from tresse.guests.models import Guest
from tresse.guests.rules import coming_by_link
from tresse.meetings.models import Answer, Attendance, Joining, Meeting, Minutes
from tresse.meetings.queries import joined_to, visible_minutes
from tresse.memberships import rules as memberships
from tresse.memberships.mandate_queries import wheres_without_hands
from tresse.memberships.models import Membership

GUESTS_COME_BACK_FOR = timedelta(days=7)
ROOM_OPENS, ROOM_STAYS = timedelta(hours=1), timedelta(hours=2)


def convening(person: Any, community: Community) -> Ruling:
    """A session is called by whoever co-facilitates or co-steers; where hands are missing, by any member (E3)."""
    steering = memberships.steering(person, community)
    if not steering and memberships.taking_part(person, community) and wheres_without_hands(community):
        return granted  # nothing is locked because nobody holds a mandate
    return steering


def at_sides_of(meeting: Meeting) -> Q:
    """The memberships of the community that called the session, and of those that joined it."""
    joined = Joining.objects.accepted().filter(meeting=meeting).values("community")
    return Q(community=meeting.community_id) | Q(community__in=joined)


def taking_part(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part in the community that called it, or in one that joined it."""
    return _taking_part(person, meeting, place_at(person, meeting))


def place_at(person: Any, meeting: Meeting) -> Membership | None:
    """This person's place in the community that called the session; failing that, in one that joined it."""
    if person is None or not person.is_authenticated:
        return None
    places = places_of(person)
    if not places or meeting.community_id in places:
        return places.get(meeting.community_id)
    joined = {community.pk for community in joined_to(meeting)}
    return next((place for community_id, place in places.items() if community_id in joined), None)


def changing(person: Any, meeting: Meeting) -> Ruling:
    """What was announced is changed by whoever co-facilitates or co-steers."""
    return _changing(meeting, memberships.steering(person, meeting.community))


def cancelling(person: Any, meeting: Meeting) -> Ruling:
    """A session that has not taken place can be cancelled, with a reason."""
    return _cancelling(meeting, memberships.steering(person, meeting.community))


def answering(person: Any, meeting: Meeting) -> Ruling:
    """Members say whether they come; at an open session, anybody who has signed in does."""
    return _answering(person, meeting, taking_part(person, meeting))


def following_later(person: Any, meeting: Meeting) -> Ruling:
    """In one's own time one takes part with the community: people from outside come, or do not."""
    if place_at(person, meeting):
        return granted
    return Ruling(_("Taking part in one's own time takes being a participant of the community."))


def agreeing_to_recording(person: Any, meeting: Meeting) -> Ruling:
    """Whoever comes says whether they may be recorded, and takes it back whenever they like."""
    return first_refusal(_recording_wanted(meeting), answering(person, meeting))


def agreeing_as_guest(guest: Guest, meeting: Meeting) -> Ruling:
    """A guest is asked the same."""
    return first_refusal(_recording_wanted(meeting), answering_as_guest(guest, meeting))


def going_in(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part goes into the room, and whoever said they come to an open session."""
    comes = meeting.is_open and meeting.attendances.of(person).coming().exists()
    agrees = meeting.attendances.of(person).filter(agrees_to_recording=True)
    may = granted if comes else taking_part(person, meeting)
    return first_refusal(room_open(meeting), may, _agreeing_where_recorded(meeting, agrees))


def going_in_as_guest(guest: Guest, meeting: Meeting) -> Ruling:
    """A guest goes in by their link."""
    agrees = meeting.attendances.filter(guest=guest, agrees_to_recording=True)
    return first_refusal(coming_by_link(guest), room_open(meeting), _agreeing_where_recorded(meeting, agrees))


def room_open(meeting: Meeting) -> Ruling:
    """A room is open from an hour before the session until two hours after: people arrive early and part late."""
    if meeting.is_cancelled:
        return Ruling(_("This session was cancelled."))
    if clock.now() < meeting.starts_at - ROOM_OPENS:
        return Ruling(_("The room opens one hour before the session."))
    return Ruling(_("This session is over.")) if clock.now() > meeting.ends_at + ROOM_STAYS else granted


def moderating(person: Any, meeting: Meeting) -> Ruling:
    """The room is held by whoever co-facilitates or co-steers one of its communities, or leads a moment of it."""
    place = place_at(person, meeting)
    if place and meeting.agenda.filter(led_by=place).exists():
        return granted
    return memberships.steering(person, place.community) if place else taking_part(person, meeting)


def preparing(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part adds to the agenda and changes it; in a joint session, the members of each community."""
    return _preparing(meeting, taking_part(person, meeting))


def writing_minutes(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part writes the minutes, once the session has begun."""
    return _writing(meeting, memberships.taking_part(person, meeting.community))


def writing_over(person: Any, minutes: Minutes | None) -> Ruling:
    """Minutes already written are changed by whoever may read them."""
    if minutes is None or Minutes.objects.visible_to(person).filter(pk=minutes.pk).exists():
        return granted
    return Ruling(_("The minutes of this session are written by those who took part in it."))


def noting_attendance(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part notes who came, once the session has begun; if its minutes stay among those who came, they do."""
    return first_refusal(writing_minutes(person, meeting), _noting_beside(person, meeting))


def begun(meeting: Meeting) -> Ruling:
    """What a session leaves comes once it has begun."""
    if meeting.starts_at > clock.now():
        return Ruling(_("This comes once the session has begun."))
    return granted


def to_come(meeting: Meeting) -> Ruling:
    """What is for a session to come stops with it."""
    over = Ruling(_("This session is over.")) if meeting.is_past else granted
    return first_refusal(not_cancelled(meeting), over)


def not_cancelled(meeting: Meeting) -> Ruling:
    """Nothing more is prepared or run in a session that was cancelled."""
    return Ruling(_("This session was cancelled.")) if meeting.is_cancelled else granted


def inviting_guest(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part invites somebody without an account to a session that is still to come."""
    may = memberships.taking_part(person, meeting.community)
    return first_refusal(to_come(meeting), may)


def open_to_guests_until(meeting: Meeting) -> datetime:
    """The link of a guest opens the session until a week after it."""
    return meeting.ends_at + GUESTS_COME_BACK_FOR


def answering_as_guest(guest: Guest, meeting: Meeting, answer: str = "") -> Ruling:
    """A guest says whether they come, until the session is over."""
    if answer == Answer.LATER:
        return Ruling(_("Taking part in one's own time takes being a participant of the community."))
    if (guest.kind, guest.thing_id) != ("session", meeting.pk):
        return Ruling(_("This link is for something else."))
    return first_refusal(coming_by_link(guest), to_come(meeting))


@dataclass(frozen=True)
class Rulings:
    """All that one person may do with one session, for its page: their place in the community is read once."""

    inside: bool  # the community that called it
    takes_part: bool  # in that one, or in one that joined it
    changing: Ruling
    cancelling: Ruling
    answering: Ruling
    preparing: Ruling
    writing: Ruling
    inviting_guest: Ruling


def rulings(person: Any, meeting: Meeting) -> Rulings:
    """The answers of the rules above, together."""
    place = place_at(person, meeting)
    inside = place is not None and place.community_id == meeting.community_id
    if place and inside and meeting.community.stage != Stage.CLOSED:
        here, steering = memberships.taking_part_as(place), memberships.steered_by(place)
    else:
        here = steering = memberships.taking_part(person, meeting.community)
    anywhere = here if inside else _taking_part(person, meeting, place)
    return Rulings(
        inside=inside,
        takes_part=place is not None,
        changing=_changing(meeting, steering),
        cancelling=_cancelling(meeting, steering),
        answering=_answering(person, meeting, anywhere),
        preparing=_preparing(meeting, anywhere),
        writing=_writing(meeting, here),
        inviting_guest=first_refusal(to_come(meeting), here),
    )


def widening_minutes(person: Any, minutes: Minutes, terms: dict[str, Any]) -> Ruling:
    """Minutes hold several people's words: they are shown further by two people, in these very words (E4, S2)."""
    audience = Audience(terms["audience"])
    if minutes.audience == Audience.SESSION:
        return Ruling(
            _("Minutes kept among those who took part stay there. Bring what may be shared to a document.")
        )
    if audience.width <= minutes.get_audience().width:
        return Ruling(_("They can already be read that far."))
    if not minutes.meeting.get_audience().includes(audience):
        return Ruling(_("The session itself is not shown that far: change who can see it first."))
    if terms["digest"] != digest(minutes.whole):
        return Ruling(
            _("The minutes have changed since this was asked. Decline it, then ask again on the new words.")
        )
    return memberships.taking_part(person, minutes.community)


def _taking_part(person: Any, meeting: Meeting, place: Membership | None) -> Ruling:
    if place is None or place.community_id == meeting.community_id:
        return memberships.taking_part(person, meeting.community)
    if place.community.stage == Stage.CLOSED:
        return Ruling(memberships.CLOSED)
    return memberships.taking_part_as(place)


def _changing(meeting: Meeting, steering: Ruling) -> Ruling:
    return first_refusal(not_cancelled(meeting), steering)


def _cancelling(meeting: Meeting, steering: Ruling) -> Ruling:
    return first_refusal(to_come(meeting), steering)


def _answering(person: Any, meeting: Meeting, taking_part: Ruling) -> Ruling:
    welcome = meeting.is_open and person.is_authenticated
    return first_refusal(to_come(meeting), granted if welcome else taking_part)


def _preparing(meeting: Meeting, taking_part: Ruling) -> Ruling:
    return first_refusal(not_cancelled(meeting), taking_part)


def _writing(meeting: Meeting, taking_part: Ruling) -> Ruling:
    return first_refusal(not_cancelled(meeting), begun(meeting), taking_part)


def _noting_beside(person: Any, meeting: Meeting) -> Ruling:
    """Otherwise one would let oneself in to the minutes by noting that one came (S1)."""
    if visible_minutes(person, meeting) or not Minutes.objects.filter(meeting=meeting).exists():
        return granted
    return Ruling(_("The minutes stay among those who took part in the session: it is for them to note who came."))


def _agreeing_where_recorded(meeting: Meeting, agrees: QuerySet[Attendance]) -> Ruling:
    """Silence is no agreement: nobody goes into a room that may be recorded before they have said yes."""
    recorded = meeting.recording_wanted and meeting.recorded_rooms.filter(room=meeting.room).going_on().exists()
    if not recorded or agrees.exists():
        return granted
    return Ruling(
        _("This room may be recorded. Say first that you come, and whether you agree: if not, another room opens.")
    )


def _recording_wanted(meeting: Meeting) -> Ruling:
    return granted if meeting.recording_wanted else Ruling(_("Nobody wishes to record this session."))
