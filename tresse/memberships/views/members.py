from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tresse.core import journal
from tresse.core.models import JournalEntry
from tresse.core.rulings import first_refusal
from tresse.memberships import actions, acts, queries, rules
from tresse.memberships.forms import HandoverForm, InvitationForm, MandateForm
from tresse.memberships.models import Mandate


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is here, from where, and who holds what until when. Only those inside see it."""
    community, membership = queries.entered_community(request.user, slug)
    page = {
        "community": community,
        "tab": "members",
        "members": queries.members_with_mandates(community),
        "mine": membership,
        "my_mandates": queries.live_mandates(membership),
        "may_give": rules.taking_part(request.user, community),
    }
    return render(request, "memberships/members.html", page)


@require_http_methods(["GET", "POST"])
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


@require_http_methods(["GET", "POST"])
def give_mandate(request: HttpRequest, slug: str) -> HttpResponse:
    """One member reports the community's consent; another, of another organisation, confirms it (E2, E4)."""
    community, _membership = queries.entered_community(request.user, slug)
    rules.taking_part(request.user, community).require()
    months = community.charters.in_force().get().mandate_months
    form = MandateForm(request.POST or None, community=community, initial={"months": months})
    if request.method == "POST" and form.is_valid():
        act = acts.ask("mandate.giving", community, community, by=request.user, terms=form.terms())
        return redirect("memberships:act", slug, act.pk)
    page = {"community": community, "tab": "members", "form": form}
    return render(request, "memberships/give_mandate.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def end_mandate(request: HttpRequest, slug: str, mandate_id: int) -> HttpResponse:
    community, _membership = queries.entered_community(request.user, slug)
    mandate = get_object_or_404(
        Mandate.objects.select_related("membership__person"), pk=mandate_id, membership__community=community
    )
    rules.ending_mandate(request.user, mandate).require()
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_mandate(mandate, by=request.user, handover=form.cleaned_data["handover"])
        messages.success(request, _("The mandate is laid down, and your note kept for whoever takes it up."))
        return redirect("memberships:members", slug)
    page = {"community": community, "tab": "members", "form": form, "mandate": mandate}
    return render(request, "memberships/end_mandate.html", page, status=422 if form.is_bound else 200)


@require_POST
def take_founding_mandate(request: HttpRequest, slug: str) -> HttpResponse:
    community = queries.visible_community(request.user, slug)
    months = community.charters.in_force().get().mandate_months
    actions.take_founding_mandate(community, by=request.user, months=months)
    messages.success(request, _("You co-facilitate this community."))
    return redirect(community.entrance)


@require_GET
def show_journal(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act that mattered, latest first, for all members (E5)."""
    community, _membership = queries.entered_community(request.user, slug)
    entries = JournalEntry.objects.filter(stream=community.stream).order_by("-number")
    shown = Paginator(entries, 50).get_page(request.GET.get("page"))
    names = queries.present_names(journal.people_named(shown.object_list))
    lines = journal.told(shown.object_list, names, _("somebody who left"), _("the command line"))
    page = {"community": community, "tab": "journal", "lines": lines, "shown": shown}
    return render(request, "memberships/journal.html", page)
