from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from config.weighty_acts import WEIGHTY_ACTS
from tresse.memberships import acts, queries, rules
from tresse.memberships.forms import WordForm
from tresse.memberships.models import ActByTwo


@require_GET
def show(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    """The same page for both people: what exactly will happen, who asks, and until when (E4)."""
    act = _act(request, slug, act_id)
    page = {
        "community": act.community,
        "tab": "members",
        "act": act,
        "declaration": WEIGHTY_ACTS[act.kind],
        "terms": act.terms,
        "subject": act.subject,
        "may_confirm": rules.confirming_act(request.user, act),
        "may_decline": rules.declining_act(request.user, act),
        "is_mine": act.asked_by.person_id == request.user.pk,
        "form": WordForm(),
    }
    return render(request, "memberships/act.html", page)


@require_POST
def confirm(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    acts.confirm(_act(request, slug, act_id), by=request.user)
    return redirect("memberships:act", slug, act_id)


@require_POST
def decline(request: HttpRequest, slug: str, act_id: int) -> HttpResponse:
    form = WordForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    acts.decline(_act(request, slug, act_id), by=request.user, word=word)
    return redirect("memberships:act", slug, act_id)


def _act(request: HttpRequest, slug: str, act_id: int) -> ActByTwo:
    community, _membership = queries.entered_community(request.user, slug)
    people = (
        "community",
        "asked_by__person",
        "asked_by__organisation",
        "confirmed_by__person",
        "declined_by__person",
    )
    return get_object_or_404(ActByTwo.objects.select_related(*people), pk=act_id, community=community)
