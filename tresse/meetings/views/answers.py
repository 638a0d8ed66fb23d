from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tresse.meetings import actions, queries
from tresse.meetings.models import Answer
from tresse.meetings.views.meetings import page_of
from tresse.ui import answers


@require_POST
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say whether one comes."""
    meeting = queries.visible_meeting(request.user, slug, number)
    said = request.POST.get("answer", "")
    if said not in Answer.values:
        messages.error(request, _("Choose one of the answers."))
        return answers.refused(request, "meetings/meeting.html", page_of(request, meeting))
    actions.answer_invitation(meeting, answer=said, by=request.user)
    page = page_of(request, meeting) | {"swapped": True}
    return answers.answer(request, "meetings/meeting.html#answer", page, to=f"{meeting.get_absolute_url()}#answer")
