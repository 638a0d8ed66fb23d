from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.charters.queries import charter_in_force
from tresse.charters.rules import changing, signing
from tresse.communities.models import Stage
from tresse.lifecycle import founding, rules
from tresse.lifecycle.forms import CommunityForm, FoundingForm, StrandFormSet, strands_planned
from tresse.memberships.queries import visible_community, waiting_invitations
from tresse.memberships.rules import inviting, taking_founding_mandate
from tresse.objectives import OBJECTIVES
from tresse.principles import engagement


@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """Write the idea down: name, purpose, practice, strands."""
    rules.founding(request.user).require()
    form = FoundingForm(request.POST or None, initial={"language": get_language()})
    strands = StrandFormSet(request.POST or None, prefix="strands")
    if request.method == "POST" and all([form.is_valid(), strands.is_valid()]):
        idea = {name: form.cleaned_data[name] for name in ("name", "purpose", "practice", "programme", "language")}
        community = founding.found_community(
            by=request.user,
            organisation=form.chosen_organisation(),
            strands=strands_planned(strands),
            themes=list(form.cleaned_data["themes"]),
            **idea,
        )
        messages.success(request, _("The idea is written down. Here is what it still needs to begin."))
        return redirect("lifecycle:founding", community.slug)
    page = {"form": form, "strands": strands, "objectives": OBJECTIVES.values()}
    return render(request, "lifecycle/found.html", page, status=422 if form.is_bound else 200)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What the idea still needs before it begins, each with what does it (E3)."""
    community = visible_community(request.user, slug)
    if community.stage != Stage.IDEA:
        return redirect(community)
    charter = charter_in_force(community)
    page = {
        "community": community,
        "tab": "overview",
        "strands": community.strands.all(),
        "gate": engagement.founding_gate(community),
        "invitations": waiting_invitations(community),
        "may_change": changing(request.user, charter),
        "may_sign": signing(request.user, charter),
        "may_invite": inviting(request.user, community),
        "may_take": taking_founding_mandate(request.user, community),
        "may_begin": rules.beginning(request.user, community),
        "months": charter.mandate_months,
    }
    return render(request, "lifecycle/founding.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what the community says of itself."""
    community = visible_community(request.user, slug)
    rules.describing(request.user, community).require()
    form = CommunityForm(request.POST or None, instance=community)
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data, "themes": list(form.cleaned_data["themes"])}
        community = founding.change_community(community, by=request.user, **fields)
        return redirect(community.entrance if community.stage == Stage.IDEA else community)
    page = {"community": community, "tab": "overview", "form": form}
    return render(request, "lifecycle/describe.html", page, status=422 if form.is_bound else 200)


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    community = founding.begin_community(visible_community(request.user, slug), by=request.user)
    messages.success(request, _("The community has begun: it now has a public page. Prepare its first cycle."))
    return redirect(community)
