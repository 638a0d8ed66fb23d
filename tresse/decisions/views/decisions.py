"""The register of decisions: its list, one decision, and writing one down."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tresse.communities.models import Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.decisions import actions, forms, queries, rules
from tresse.decisions.models import Decision, Finding, Proposal
from tresse.discussions.talk import talk_about
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.ui.answers import refused, show_refusal, typed

ON_A_PAGE = 30


@login_not_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What was decided, the latest first, as far as it exists for whoever reads."""
    community = visible_community(request.user, slug)
    decisions = Decision.objects.visible_to(request.user).filter(community=community).order_by("-number")
    page = {
        "community": community,
        "tab": "decisions",
        "decisions": Paginator(decisions, ON_A_PAGE).get_page(request.GET.get("page")),
        "under_way": Proposal.objects.visible_to(request.user).open().filter(community=community),
        "inside": membership_of(request.user, community),
        "may_propose": rules.proposing(request.user, community),
        "may_record": rules.recording(request.user, community),
    }
    return render(request, "decisions/decisions.html", page)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One decision, in the words agreed on."""
    decision = queries.visible_decision(request.user, slug, number)
    page = {
        "community": decision.community,
        "tab": "decisions",
        "decision": decision,
        "inside": membership_of(request.user, decision.community),
        "proposal": Proposal.objects.visible_to(request.user).filter(decision=decision).first(),
        "followed_by": Decision.objects.visible_to(request.user).filter(proposal__reopens=decision).first(),
        "reviews": decision.reviews.select_related("reviewed_by__person"),
        "may_change": rules.changing_review(request.user, decision),
        "may_review": rules.reviewing(request.user, decision),
        "narrower": actions.narrower(decision),
        "talk": talk_about(request.user, decision.community, decision),
    }
    return render(request, "decisions/decision.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a decision taken by consent."""
    community, _membership = entered_community(request.user, slug)
    rules.recording(request.user, community).require()
    under_way = list(Cycle.objects.open().filter(strand__community=community))
    usual = {
        "adopted_on": clock.today(),
        "audience": Audience.COMMUNITY,
        "cycle": under_way[0] if len(under_way) == 1 else None,
    }
    form = forms.DecisionForm(typed(request), community=community, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.record_decision(community, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("The decision is in the register."))
            return redirect(decision)
    page = {"community": community, "tab": "decisions", "form": form}
    return (refused if form.is_bound else render)(request, "decisions/new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say when it is looked at again."""
    decision = queries.entered_decision(request.user, slug, number)
    rules.changing_review(request.user, decision).require()
    form = forms.ReviewForm(typed(request), initial={"review_on": decision.review_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_review_date(decision, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("This is kept."))
            return redirect(decision)
    page = {"community": decision.community, "tab": "decisions", "decision": decision, "form": form}
    return (refused if form.is_bound else render)(request, "decisions/review.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Look at it again: it still holds, it should change, it has ended."""
    decision = queries.entered_decision(request.user, slug, number)
    rules.reviewing(request.user, decision).require()
    form = forms.FindingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _after_finding(request, decision, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
    page = {"community": decision.community, "tab": "decisions", "decision": decision, "form": form}
    return (refused if form.is_bound else render)(request, "decisions/finding.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def narrow(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let fewer people read it."""
    decision = queries.entered_decision(request.user, slug, number)
    rules.narrowing(request.user, decision).require()
    form = forms.AudienceForm(typed(request), audiences=actions.narrower(decision))
    if request.method == "POST" and form.is_valid():
        actions.narrow_decision(decision, by=request.user, **form.cleaned_data)
        messages.success(request, _("This is kept."))
        return redirect(decision)
    page = {"community": decision.community, "tab": "decisions", "item": decision, "form": form}
    return (refused if form.is_bound else render)(request, "decisions/audience.html", page)


def _after_finding(
    request: HttpRequest, decision: Decision, *, finding: str, word: str, review_on: date | None
) -> HttpResponse:
    if finding == Finding.CHANGED:
        where = reverse("decisions:propose", args=[decision.community.slug])
        return redirect(f"{where}?reopens={decision.number}")
    if finding == Finding.ENDED:
        act = actions.ask_to_end(decision, word=word, by=request.user)
        return redirect("memberships:act", decision.community.slug, act.pk)
    actions.find_that_it_holds(decision, word=word, review_on=review_on, by=request.user)
    messages.success(request, _("This is kept beside the decision."))
    return redirect(decision)
