"""A word at the end of a trial, and passing on a place in a welcome pair."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.memberships.actions import welcome_pairs
from tresse.memberships.models import Membership, WelcomePair
from tresse.memberships.queries import entered_community
from tresse.ui.answers import typed
from tresse.welcome import actions, rules
from tresse.welcome.forms import PassingOnForm, WordForm
from tresse.welcome.trials import word_of


@require_http_methods(["GET", "HEAD", "POST"])
def say_word(request: HttpRequest, slug: str, pair_id: int) -> HttpResponse:
    """What one found in these two sessions, read by the three alone."""
    pair, _membership = _pair(request, slug, pair_id)
    rules.saying_word(request.user, pair).require()
    name = word_of(request.user, pair)
    form = WordForm(typed(request), initial={"word": getattr(pair, name or "")})
    if form.is_bound and form.is_valid():
        actions.say_word(pair, by=request.user, word=form.cleaned_data["word"])
        messages.success(request, _("Thank you. The three of you alone read it."))
        return redirect("welcome:door", slug)
    page = {
        "community": pair.newcomer.community,
        "tab": "members",
        "pair": pair,
        "is_newcomer": name == "newcomers_word",
        "form": form,
    }
    return render(request, "welcome/word.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, slug: str, pair_id: int) -> HttpResponse:
    """Somebody else welcomes in one's place; whoever did it least lately is proposed."""
    pair, membership = _pair(request, slug, pair_id)
    if membership not in pair.welcomers:
        raise Http404
    form = PassingOnForm(typed(request), pair=pair, leaving=membership)
    if form.is_bound and form.is_valid():
        welcome_pairs.pass_on(pair, by=request.user, to=form.cleaned_data["to"])
        messages.success(request, _("It is passed on: they are told by mail."))
        return redirect("welcome:door", slug)
    page = {"community": pair.newcomer.community, "tab": "members", "pair": pair, "form": form}
    return render(request, "welcome/pass_on.html", page, status=422 if form.is_bound else 200)


def _pair(request: HttpRequest, slug: str, pair_id: int) -> tuple[WelcomePair, Membership]:
    """It exists for its three alone; 404 for anybody else."""
    community, membership = entered_community(request.user, slug)
    pairs = WelcomePair.objects.among_three(membership).filter(newcomer__community=community)
    people = ("newcomer__community", "newcomer__person", "first__person", "second__person")
    return get_object_or_404(pairs.select_related(*people), pk=pair_id), membership
