from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tresse.memberships import acts, queries, rules
from tresse.memberships.forms import WordForm
from tresse.memberships.models import ActByTwo
from tresse.ui.answers import refused

ON_A_PAGE = 30
PEOPLE = ("community", "asked_by__person", "asked_by__organisation", "confirmed_by__person", "declined_by__person")


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Every act by two that was asked for here: what waits, then what was answered or lapsed (E4, E5)."""
    community, _membership = queries.entered_community(request.user, slug)
    asked = ActByTwo.objects.filter(community=community).select_related(*PEOPLE)
    page = {
        "community": community,
        "tab": "members",
        "waiting": asked.waiting(),
        "answered": Paginator(asked.answered_or_lapsed(), ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "memberships/acts.html", page)


@require_safe
def show(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    """The same page for both people: what exactly will happen, who asks, and until when (E4)."""
    act = _act(request, slug, act_id)
    return render(request, "memberships/act.html", _page(request, act, WordForm(is_mine=_is_mine(request, act))))


@require_POST
def confirm(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    acts.confirm(_act(request, slug, act_id), by=request.user)
    return redirect("memberships:act", slug, act_id)


@require_POST
def decline(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    act = _act(request, slug, act_id)
    form = WordForm(request.POST, is_mine=_is_mine(request, act))
    if not form.is_valid():
        rules.declining_act(request.user, act).require()
        return refused(request, "memberships/act.html", _page(request, act, form))
    acts.decline(act, by=request.user, word=form.cleaned_data["word"])
    return redirect("memberships:act", slug, act_id)


def _page(request: HttpRequest, act: ActByTwo, form: WordForm) -> dict[str, Any]:
    return {
        "community": act.community,
        "tab": "members",
        "act": act,
        "declaration": act.declaration,
        "terms": act.terms,
        "subject": act.subject,
        "may_confirm": rules.confirming_act(request.user, act),
        "may_decline": rules.declining_act(request.user, act),
        "is_mine": _is_mine(request, act),
        "form": form,
    }


def _is_mine(request: HttpRequest, act: ActByTwo) -> bool:
    return bool(act.asked_by.person_id == request.user.pk)


def _act(request: HttpRequest, slug: str, act_id: int) -> ActByTwo:
    community, _membership = queries.entered_community(request.user, slug)
    return get_object_or_404(ActByTwo.objects.select_related(*PEOPLE), pk=act_id, community=community)
