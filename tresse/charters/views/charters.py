from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.charters import actions, rules
from tresse.charters.differences import Differences, differences
from tresse.charters.forms import ArticleFormSet, CharterForm, articles_written
from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force, has_signed, last_signed
from tresse.communities.models import Community
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of, visible_community


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The charter is public from the moment the community is: one knows what one would sign."""
    community = visible_community(request.user, slug)
    charter = charter_in_force(community)
    return render(request, "charters/charter.html", _page(request, community, charter))


@require_http_methods(["GET", "HEAD", "POST"])
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
    """Sign the very version one has read: if another came into force meanwhile, that one is read first."""
    community = visible_community(request.user, slug)
    was_inside = membership_of(request.user, community)
    actions.sign_charter(_read(request, community), by=request.user)
    said = (
        _("Thank you: you have signed the new version.")
        if was_inside
        else _("You have signed. Welcome: you are inside.")
    )
    messages.success(request, said)
    return redirect("charters:charter", slug) if was_inside else redirect(community.entrance)


def _read(request: HttpRequest, community: Community) -> Charter:
    version = request.POST.get("version", "")
    if version.isdecimal() and len(version) < 5:
        return get_object_or_404(community.charters.versions(), version=version)
    return charter_in_force(community)


def _page(request: HttpRequest, community: Community, charter: Charter) -> dict[str, Any]:
    signed = charter.signatures.filter(membership__left_at=None)
    membership = membership_of(request.user, community)
    return {
        "community": community,
        "tab": "charter",
        "inside": membership is not None,
        "membership": membership,
        "charter": charter,
        "articles": charter.articles.all(),
        "signatures": signed.count(),
        "has_versions": charter.version > 1,
        "changed": _changed_since_signed(membership, charter),
        "may_change": rules.changing(request.user, charter),
        "may_draft": rules.drafting(request.user, community) if membership else None,
        "draft": community.charters.drafts().first() if membership else None,
        "may_sign": rules.signing(request.user, charter),
        "has_signed": request.user.is_authenticated and has_signed(request.user, charter),
    }


def _changed_since_signed(membership: Membership | None, charter: Charter) -> Differences | None:
    """What is new for somebody who signed an earlier version."""
    if membership is None or membership.sign_again_by is None:
        return None
    signed = last_signed(membership.person, membership.community)
    return differences(signed, charter) if signed and signed.version < charter.version else None
