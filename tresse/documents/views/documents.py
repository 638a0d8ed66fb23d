"""What a community makes: the list, and one document as it is read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tresse.discussions.talk import talk_about
from tresse.documents import actions, queries, rules
from tresse.documents.forms import AudienceForm, BeginningForm, CoverForm
from tresse.documents.kinds import KINDS
from tresse.documents.models import Document
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.memberships.rules import taking_part
from tresse.ui.answers import refused, typed


@login_not_required
def production(request: HttpRequest, slug: str) -> HttpResponse:
    """The documents of a community by cycle, each with where it stands."""
    community = visible_community(request.user, slug)
    documents = queries.documents_of(request.user, community)
    traces = queries.traces_of(documents)
    context = {
        "community": community,
        "tab": "production",
        "shelf": [(document, traces[document.pk].state) for document in documents],
        "may_begin": taking_part(request.user, community),
    }
    return render(request, "documents/production.html", context)


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    community, _membership = entered_community(request.user, slug)
    taking_part(request.user, community).require()
    form = BeginningForm(typed(request), community=community, initial={"cycle": request.GET.get("cycle")})
    context = {"community": community, "tab": "production", "form": form}
    if form.is_valid():
        return redirect(actions.begin_document(by=request.user, **form.cleaned_data))
    show = refused if form.is_bound else render
    return show(request, "documents/begin.html", context)


@login_not_required
def document(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The document as it is read, with in the margin where each block stands."""
    found = queries.document_for(request.user, slug, pk)
    return render(request, "documents/document.html", page_of(request, found))


def cover(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Its title, summary, licence and language."""
    found = queries.document_for(request.user, slug, pk)
    rules.writing(request.user, found).require()
    form = CoverForm(typed(request), instance=found)
    if form.is_valid():
        actions.change_document(found, by=request.user, **form.cleaned_data)
        return redirect(found)
    show = refused if form.is_bound else render
    return show(request, "documents/cover.html", about(found) | {"form": form})


def audience(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who can see it: what changes for whom, before anything changes."""
    found = queries.document_for(request.user, slug, pk)
    rules.writing(request.user, found).require()
    form = AudienceForm(typed(request), initial={"audience": found.audience})
    if form.is_valid():
        act = actions.change_audience(found, by=request.user, **form.cleaned_data)
        if act:
            messages.info(request, _("Asked. Somebody of another organisation now has to confirm it."))
        return redirect(found)
    context = about(found) | {"form": form, "quotations": queries.quotations_of(found)}
    show = refused if form.is_bound else render
    return show(request, "documents/audience.html", context)


def page_of(request: HttpRequest, found: Document) -> dict[str, Any]:
    """What the page of a document needs; fragments of it are answered with the same."""
    trace = queries.traces_of([found])[found.pk]
    may_write = rules.writing(request.user, found)
    inside = bool(may_write) or membership_of(request.user, found.community) is not None
    return about(found) | {
        "trace": trace,
        "state": trace.state,
        "blocks": queries.blocks_for(request.user, trace, inside=inside),
        "inside": inside,
        "may_write": may_write,
        "kinds": KINDS.values(),
        "talk": talk_about(request.user, found.community, found, *trace.blocks),
    }


def about(found: Document) -> dict[str, Any]:
    """What every page about one document says."""
    return {"community": found.community, "tab": "production", "document": found}
