from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.core.rulings import first_refusal
from tresse.documents.models import Document
from tresse.documents.queries import document_for, traces_of
from tresse.library.actions import be_named
from tresse.library.content import Snapshot, having_a_part, snapshot
from tresse.library.models import Publication
from tresse.library.reading import reading
from tresse.lifecycle.forms import WithdrawalForm
from tresse.lifecycle.publishing import ask_to_publish, ask_to_withdraw
from tresse.lifecycle.queries import Leaving, leaving
from tresse.memberships import acts
from tresse.memberships.models import Membership
from tresse.memberships.queries import entered_community
from tresse.memberships.rules import asking_for_act, steered_by
from tresse.principles import production


@require_safe
def show(request: HttpRequest, slug: str, document_id: int) -> HttpResponse:
    """What is still missing before the document leaves; then exactly what everyone will read."""
    community, membership = entered_community(request.user, slug)
    found = leaving(request.user, community, document_id)
    trace = traces_of([found.document])[found.document.pk]
    people = having_a_part(trace)
    gate = production.gate(trace)
    page = {
        "community": community,
        "membership": membership,
        "tab": "production",
        "document": found.document,
        "latest": found.latest,
        "gate": gate,
        "advice": production.advice(trace),
        "is_discreet": any(person.pk == membership.pk and person.discreet for person in people),  # type: ignore[attr-defined]
        **(_ready(membership, snapshot(trace, people), found) if gate.is_open else {}),
    }
    return render(request, "lifecycle/publishing.html", page)


@require_POST
def ask(request: HttpRequest, slug: str, document_id: int) -> HttpResponse:
    """Ask for it; somebody of another organisation confirms (E4)."""
    document, _membership = _document(request, slug, document_id)
    act = ask_to_publish(document, by=request.user)
    messages.success(request, _("It is asked for. Somebody of another organisation now reads it and confirms."))
    return redirect("memberships:act", slug, act.pk)


@require_POST
def name(request: HttpRequest, slug: str, document_id: int) -> HttpResponse:
    """Say whether one's own name stands in the credits."""
    document, _membership = _document(request, slug, document_id)
    be_named(document, by=request.user, named=request.POST.get("named") == "yes")
    return redirect(reverse("lifecycle:publishing", args=[slug, document_id]) + "#name")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, slug: str, document_id: int) -> HttpResponse:
    """Ask that what was published be taken back; somebody of another organisation confirms (E4, P4)."""
    document, membership = _document(request, slug, document_id)
    publication = _published(document)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = ask_to_withdraw(publication, by=request.user, because=form.cleaned_data["because"])
        return redirect("memberships:act", slug, act.pk)
    page = {
        "community": document.community,
        "membership": membership,
        "tab": "production",
        "publication": publication,
        "form": form,
        "may_ask": asking_for_act(request.user, document.community, by_holders=True),
    }
    return render(request, "lifecycle/withdrawing.html", page, status=422 if form.is_bound else 200)


def _ready(membership: Membership, shot: Snapshot, found: Leaving) -> dict[str, Any]:
    """What only a document that passed its gate has to show."""
    page: dict[str, Any] = {"shot": shot, "reading": reading(shot)}
    if found.is_asked:
        return page | {"waiting": acts.waiting_for("document.publishing", found.document)}
    new = production.saying_something_new((found.latest or {}).get("digest"), shot.digest)
    return page | {"may_ask": first_refusal(steered_by(membership), new)}


def _document(request: HttpRequest, slug: str, document_id: int) -> tuple[Document, Membership]:
    """The document, for whoever is inside the community; 404 for anybody else (S1)."""
    _community, membership = entered_community(request.user, slug)
    return document_for(request.user, slug, document_id), membership


def _published(document: Document) -> Publication:
    publication = document.publications.current().select_related("community").first()
    if publication is None:
        raise Http404
    return publication
