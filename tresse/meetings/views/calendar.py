from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tresse.meetings import calendars, queries
from tresse.meetings.views.meetings import page_of


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The session as a file for one's own calendar; the link is in it for those let in."""
    meeting = queries.visible_meeting(request.user, slug, number)
    link = page_of(request, meeting)["link"]
    content = calendars.download(meeting, queries.agenda_of(meeting), with_link=bool(link))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="session-{meeting.number}.ics"'
    return response
