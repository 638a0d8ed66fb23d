from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tresse.core import journal
from tresse.core.models import JournalEntry
from tresse.core.rulings import first_refusal
from tresse.memberships import actions, queries, rules
from tresse.memberships.forms import InvitationForm
from tresse.memberships.naming import naming_in


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is here, from where, and who holds what until when. Only those inside see it."""
    community, membership = queries.entered_community(request.user, slug)
    page = {
        "community": community,
        "tab": "members",
        "members": queries.members_with_mandates(community),
        "inside": membership,
    }
    return render(request, "memberships/members.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    community = queries.visible_community(request.user, slug)
    rules.inviting(request.user, community).require()
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        may_be = first_refusal(
            rules.being_invited(form.cleaned_data["email"], community), rules.inviting_today(request.user)
        )
        if may_be:
            invitation = actions.invite(community, by=request.user, **form.cleaned_data)
            messages.success(request, _("An invitation leaves for %(email)s.") % {"email": invitation.email})
            return redirect(community.entrance if community.stage == "idea" else "memberships:members", slug)
        form.add_error("email", str(may_be.reason))
    page = {"community": community, "tab": "members", "form": form}
    return render(request, "memberships/invite.html", page, status=422 if form.is_bound else 200)


@require_safe
def show_journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act that mattered, latest first, for all members (E5)."""
    community, _membership = queries.entered_community(request.user, slug)
    entries = JournalEntry.objects.filter(stream=community.stream).order_by("-number")
    shown = Paginator(entries, 50).get_page(request.GET.get("page"))
    naming = naming_in(shown.object_list)
    lines = journal.told(shown.object_list, naming, _("somebody who left"), _("the command line"))
    page = {"community": community, "tab": "journal", "lines": lines, "shown": shown}
    return render(request, "memberships/journal.html", page)
