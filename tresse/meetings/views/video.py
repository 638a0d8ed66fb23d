"""Going into the room of a session: one button, an address of one's own, made at that moment."""

from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.guests.entrance import by_guest_link
from tresse.guests.models import Guest
from tresse.meetings import actions, bbb, queries, rules
from tresse.meetings.models import Meeting, Room
from tresse.meetings.moments import when
from tresse.meetings.views.shell import within

UNREACHABLE = _(
    "The video server does not answer. Try again in a minute; if it stays silent, tell whoever facilitates."
)


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page to which the invitation leads; its button makes the room if need be, and goes in."""
    meeting = _with_a_room(queries.visible_meeting(request.user, slug, number))
    may = rules.going_in(request.user, meeting)
    if request.method != "POST":
        page = within(meeting) | {"when": when(meeting)}
        page |= {"may": may, "recorded": actions.may_be_recorded(meeting)}
        page |= {"left": meeting.recorded_rooms.unwanted().order_by("-unwanted_at").first()}
        return render(request, "meetings/video.html", page)
    may.require()
    moderates = bool(rules.moderating(request.user, meeting))
    return _go_in(request, meeting, str(request.user), meeting.get_absolute_url(), moderates=moderates)


@by_guest_link("session")
@require_POST
def room_for_guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The same by the link of a guest."""
    meeting = _with_a_room(guest.thing)
    rules.going_in_as_guest(guest, meeting).require()
    return _go_in(request, meeting, str(guest), guest.get_absolute_url(), moderates=False)


@require_POST
def recording(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Says whether one may be recorded."""
    meeting = queries.visible_meeting(request.user, slug, number)
    try:
        actions.agree_to_recording(meeting, agrees=request.POST.get("agrees") == "yes", by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{meeting.get_absolute_url()}#answer")


@by_guest_link("session")
@require_POST
def recording_of_guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The same by a guest, who agrees or not once they have said that they come."""
    with suppress(ValidationError):  # they have not said that they come: the page asks it
        actions.agree_as_guest(guest.thing, agrees=request.POST.get("agrees") == "yes", guest=guest)
    return redirect(f"{guest.get_absolute_url()}#answer")


def _with_a_room(meeting: Meeting) -> Meeting:
    if meeting.room_kind != Room.BIGBLUEBUTTON:
        raise Http404
    return meeting


def _go_in(request: HttpRequest, meeting: Meeting, name: str, back: str, *, moderates: bool) -> HttpResponse:
    """The server is asked here, outside any transaction: it may take its time, or be down."""
    recorded, back_to = actions.may_be_recorded(meeting), request.build_absolute_uri(back)
    try:
        made_at = bbb.make_room(meeting.room, name=meeting.title, recorded=recorded, back_to=back_to)
    except bbb.NoRoom:
        page = {"community": meeting.community, "meeting": meeting, "sentence": UNREACHABLE, "back": back}
        return render(request, "meetings/no_room.html", page, status=503)
    if recorded:
        actions.keep_recorded_room(meeting, meeting.room)
    return redirect(bbb.address_in(meeting.room, name=name, moderates=moderates, made_at=made_at))
