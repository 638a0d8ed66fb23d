"""The mails one receives: their pace, all one's communities on one page; and the link that stops them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tresse.accounts.models import Person
from tresse.discussions.models import Following
from tresse.memberships.models import Membership
from tresse.notifications import actions
from tresse.notifications.forms import MailForm
from tresse.notifications.models import CommunityPace, MailChoices
from tresse.ui.answers import refused, typed


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Choose at what pace one is written to."""
    assert isinstance(request.user, Person)  # whoever has signed in
    choices = actions.choices_of(request.user)
    places = Membership.objects.live().filter(person=request.user).select_related("community", "mail_pace")
    form = MailForm(typed(request), places=places.order_by("community__name"), choices=choices)
    if form.is_valid():
        actions.choose(request.user, paces=form.paces, says_more=form.cleaned_data["says_more"])
        messages.success(request, _("Kept."))
        return redirect("notifications:mails")
    page = {"form": form, "choices": choices}
    return (refused if form.is_bound else render)(request, "notifications/mails.html", page)


@csrf_exempt  # a mail program posts here by itself (RFC 8058): the secret of the address is what it shows
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """What this link stops, with one button; pressing it stops it, signed in or not."""
    pace = CommunityPace.objects.filter(token=token).select_related("membership__community").first()
    is_of_a_conversation = Following.objects.filter(token=token).exists()
    if pace is None and not is_of_a_conversation and not MailChoices.objects.filter(token=token).exists():
        raise Http404
    if request.method == "POST":
        actions.stop(token)
    context = {
        "community": pace.membership.community if pace else None,
        "conversation": is_of_a_conversation,
        "stopped": request.method == "POST",
    }
    return render(request, "notifications/stop.html", context)
