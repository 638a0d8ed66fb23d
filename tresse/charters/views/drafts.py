"""A new version of the charter, written together by those who take part."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.charters import actions, rules
from tresse.charters.actions import DraftChanged
from tresse.charters.differences import differences, typed_beside
from tresse.charters.forms import DraftForm, DraftFormSet, articles_written
from tresse.charters.models import Article, Charter
from tresse.charters.queries import charter_in_force, is_proposed
from tresse.memberships.queries import entered_community
from tresse.ui.answers import refused, typed


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What the new version would change, article by article; or how to begin one."""
    community, _membership = entered_community(request.user, slug)
    draft = community.charters.drafts().first()
    page = {
        "community": community,
        "tab": "charter",
        "inside": True,
        "draft": draft,
        "differences": differences(charter_in_force(community), draft) if draft else None,
        "is_proposed": is_proposed(community),
        "may_begin": rules.drafting(request.user, community),
        "may_write": rules.writing_draft(request.user, draft) if draft else None,
    }
    return render(request, "charters/draft.html", page)


@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    community, _membership = entered_community(request.user, slug)
    actions.begin_draft(community, by=request.user)
    return redirect("charters:write_draft", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles and numbers of the new version. If somebody saved meanwhile, both texts are there."""
    draft = _draft(request, slug)
    rules.writing_draft(request.user, draft).require()
    form = DraftForm(typed(request), instance=draft, initial={"expected_revision": draft.revision})
    articles = DraftFormSet(
        typed(request),
        initial=list(draft.articles.values("principle", "title", "text", "follows")),
        prefix="articles",
    )
    page: dict[str, Any] = {"community": draft.community, "tab": "charter", "inside": True, "draft": draft}
    if request.method == "POST" and form.is_valid() and articles.is_valid():
        try:
            actions.write_draft(draft, by=request.user, articles=articles_written(articles), **form.cleaned_data)
        except DraftChanged as told:
            page["meanwhile"] = _meanwhile(told.current, articles)
            form = _from_there_on(request, told.current)
        else:
            messages.success(request, _("The new version is saved. The charter in force has not changed."))
            return redirect("charters:draft", slug)
    show = refused if form.is_bound else render
    return show(request, "charters/write_draft.html", page | {"form": form, "articles": articles})


@require_POST
def set_aside(request: HttpRequest, slug: str) -> HttpResponse:
    draft = _draft(request, slug)
    actions.set_draft_aside(draft, by=request.user)
    messages.success(request, _("The new version is set aside. The charter in force stays as it is."))
    return redirect("charters:charter", slug)


def _draft(request: HttpRequest, slug: str) -> Charter:
    community, _membership = entered_community(request.user, slug)
    return get_object_or_404(community.charters.drafts().select_related("community"))


def _from_there_on(request: HttpRequest, saved: Charter) -> DraftForm:
    """What was typed, to be saved after what somebody else saved."""
    typed_here = request.POST.copy()
    typed_here["expected_revision"] = str(saved.revision)
    return DraftForm(typed_here, instance=saved)


def _meanwhile(saved: Charter, articles: Any) -> Any:
    """From what somebody saved to what is typed here."""
    typed_here = [
        Article(position=position, principle=one.principle, title=one.title, text=one.text, follows_id=one.follows)
        for position, one in enumerate(articles_written(articles), start=1)
    ]
    return [difference for difference in typed_beside(saved, typed_here) if not difference.is_same]
