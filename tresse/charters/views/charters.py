from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tresse.charters import actions, rules
from tresse.charters.forms import ArticleFormSet, CharterForm, articles_written
from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force, has_signed
from tresse.communities.models import Community
from tresse.memberships.queries import visible_community


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The charter is public from the moment the community is: one knows what one would sign."""
    community = visible_community(request.user, slug)
    charter = charter_in_force(community)
    return render(request, "charters/charter.html", _page(request, community, charter))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    community = visible_community(request.user, slug)
    charter = charter_in_force(community)
    rules.changing(request.user, charter).require()
    form = CharterForm(request.POST or None, instance=charter)
    articles = ArticleFormSet(
        request.POST or None, initial=list(charter.articles.values("principle", "title", "text")), prefix="articles"
    )
    if request.method == "POST" and form.is_valid() and articles.is_valid():
        actions.change_charter(charter, by=request.user, articles=articles_written(articles), **form.cleaned_data)
        messages.success(request, _("The charter is written. It changes no more once somebody has signed it."))
        return redirect("charters:charter", slug)
    page = {"community": community, "tab": "charter", "form": form, "articles": articles}
    return render(request, "charters/edit.html", page, status=422 if request.method == "POST" else 200)


@require_POST
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    community = visible_community(request.user, slug)
    actions.sign_charter(charter_in_force(community), by=request.user)
    messages.success(request, _("You have signed. Welcome: you are inside."))
    return redirect(community.entrance)


def _page(request: HttpRequest, community: Community, charter: Charter) -> dict[str, Any]:
    signed = charter.signatures.select_related("membership__person", "membership__organisation")
    return {
        "community": community,
        "tab": "charter",
        "charter": charter,
        "articles": charter.articles.all(),
        "signatures": signed.filter(membership__left_at=None).count(),
        "may_change": rules.changing(request.user, charter),
        "may_sign": rules.signing(request.user, charter),
        "has_signed": request.user.is_authenticated and has_signed(request.user, charter),
    }
