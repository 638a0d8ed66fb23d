"""Proposing, and the page of a proposal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.decision_effects import EFFECTS
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle
from tresse.decisions import actions, effects, forms, queries, rules
from tresse.decisions.models import Deciders, Decision, Proposal
from tresse.decisions.views.sheet import sheet
from tresse.discussions.talk import talk_about
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.ui.answers import refused, show_refusal, typed


@login_not_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every proposal that exists for whoever reads: under way, adopted or not."""
    community = visible_community(request.user, slug)
    proposals = Proposal.objects.visible_to(request.user).filter(community=community)
    page = {
        "community": community,
        "tab": "decisions",
        "under_way": proposals.open(),
        "ended": proposals.ended().select_related("decision"),
        "inside": membership_of(request.user, community),
        "may_propose": rules.proposing(request.user, community),
    }
    return render(request, "decisions/proposals.html", page)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One proposal: its words, where it stands, and what one may say of it now."""
    proposal = queries.visible_proposal(request.user, slug, number)
    page = sheet(proposal, request.user, door=proposal.get_absolute_url())
    page["talk"] = talk_about(request.user, proposal.community, proposal)
    return render(request, "decisions/proposal.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Put words before the community. `?effect=` is what they would change by themselves."""
    community, _membership = entered_community(request.user, slug)
    rules.proposing(request.user, community).require()
    effect = request.GET.get("effect", "") if request.GET.get("effect", "") in EFFECTS else ""
    reopens = _reopened(request, community)
    terms = effects.terms_form(effect, typed(request), community, request.GET)
    form = forms.ProposalForm(
        typed(request),
        community=community,
        person=request.user,
        by_all=effects.concerns_everybody(effect),
        initial=_usual(request, community, reopens),
    )
    if request.method == "POST" and form.is_valid() and (terms is None or terms.is_valid()):
        said = {"deciders": Deciders.ALL, **form.cleaned_data, "effect": effect, "reopens": reopens}
        try:
            proposal = actions.propose(community, by=request.user, terms=effects.terms_of(terms), **said)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("It is proposed: everybody inside can read it and ask."))
            return redirect(proposal)
    page = {
        "community": community,
        "tab": "decisions",
        "form": form,
        "terms": terms,
        "effect": EFFECTS.get(effect),
        "effects": EFFECTS,
        "reopens": reopens,
    }
    return (refused if form.is_bound else render)(request, "decisions/propose.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Write the text anew."""
    proposal = queries.entered_proposal(request.user, slug, number)
    rules.amending(request.user, proposal).require()
    form = forms.AmendForm(typed(request), proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend(proposal, by=request.user, **form.as_amendment())
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The text is written anew, and everybody sees what changed."))
            return redirect(proposal)
    page = {"community": proposal.community, "tab": "decisions", "proposal": proposal, "form": form}
    return (refused if form.is_bound else render)(request, "decisions/amend.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def narrow(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let fewer people read it."""
    proposal = queries.entered_proposal(request.user, slug, number)
    rules.amending(request.user, proposal).require()
    form = forms.AudienceForm(typed(request), audiences=actions.narrower(proposal))
    if request.method == "POST" and form.is_valid():
        actions.narrow_proposal(proposal, by=request.user, **form.cleaned_data)
        messages.success(request, _("This is kept."))
        return redirect(proposal)
    page = {"community": proposal.community, "tab": "decisions", "item": proposal, "form": form}
    return (refused if form.is_bound else render)(request, "decisions/audience.html", page)


def _reopened(request: HttpRequest, community: Community) -> Decision | None:
    """The decision whose words are proposed anew, if one is named."""
    number = request.GET.get("reopens", "")
    if not (number.isdecimal() and len(number) < 9):
        return None
    visible = Decision.objects.visible_to(request.user).in_force()
    return get_object_or_404(visible, community=community, number=number)


def _usual(request: HttpRequest, community: Community, reopens: Decision | None) -> dict[str, Any]:
    """What is usual here, and the words of the decision that is opened again."""
    cycles = list(Cycle.objects.open().filter(strand__community=community)[:2])
    usual = {
        "title": request.GET.get("title", "")[:160],
        "text": request.GET.get("text", "")[:8000],
        "audience": charter_in_force(community).default_audience,
        "cycle": cycles[0] if len(cycles) == 1 else None,
    }
    if reopens is None:
        return usual
    return usual | {"title": reopens.title, "text": reopens.outcome, "context": reopens.context}
