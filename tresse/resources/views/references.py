"""The watch: what a community reads, one reference, and the words beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.resources import actions, forms, queries, rules
from tresse.resources.formats import FORMATS
from tresse.resources.models import Reference
from tresse.resources.parts import parts_of
from tresse.ui.answers import refused

ON_A_PAGE = 30


@login_not_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is shared, or what one looks for."""
    community = visible_community(request.user, slug)
    visible = queries.visible_references(request.user, community)
    inside = membership_of(request.user, community) is not None
    wanted = wanted_by(request)
    found = queries.listed(queries.wanted_from(visible, wanted, inside=inside), inside=inside)
    page = Paginator(found.order_by("-brought_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    for reference in page:
        reference.community = community
    context = {
        "community": community,
        "tab": "discussions",
        "page": page,
        "wanted": wanted,
        "choices": queries.choices(visible, request.user, community),
        "inside": inside,
        "may_bring": rules.bringing(request.user, community),
        "links": forms.LinksForm(),
        "formats": FORMATS,
        "asked": _asked(request),
    }
    return render(request, "resources/watch.html", context)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One reference; for those inside, why read it."""
    return render(request, "resources/reference.html", page_of(request, _visible(request, slug, number)))


@require_POST
def note(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One's own note."""
    reference = _entered(request, slug, number)
    form = forms.NoteForm(request.POST)
    if form.is_valid():
        actions.note(reference, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("This is kept."))
        return redirect(reference)
    return refused(request, "resources/reference.html", page_of(request, reference) | {"note_form": form})


@require_POST
def audience(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show it further, or to fewer."""
    reference = _entered(request, slug, number)
    form = forms.AudienceForm(request.POST)
    if form.is_valid():
        actions.show_to(reference, audience=form.cleaned_data["audience"], by=request.user)
        messages.success(request, _("This is kept."))
        return redirect(reference)
    return refused(request, "resources/reference.html", page_of(request, reference) | {"audience_form": form})


@require_POST
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take it out of the watch."""
    reference = _entered(request, slug, number)
    actions.remove(reference, by=request.user)
    messages.success(request, _("The reference is taken out of the watch."))
    return redirect("resources:watch", slug)


def wanted_by(request: HttpRequest) -> queries.Wanted:
    """What the address asks for, cut short where it is too long to mean anything."""
    asked = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:100]
        for name in ("tag", "kind", "language", "by")
    }
    return queries.Wanted(words=request.GET.get("q", "").replace("\x00", "").strip()[:200], **asked)


def page_of(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """All that the page of a reference says to whoever reads it. Notes are for those inside (S2)."""
    may = rules.rulings(request.user, reference)
    notes = list(reference.notes.select_related("membership__person")) if may.inside else []
    mine = next((note for note in notes if note.membership.person_id == request.user.pk), None)
    return {
        "community": reference.community,
        "tab": "discussions",
        "reference": reference,
        "language": queries.language_name(reference.language) if reference.language else "",
        "may": may,
        "notes": sorted(notes, key=lambda note: note.membership_id != reference.brought_by_id),
        "note_form": forms.NoteForm(initial={"text": mine.text if mine else ""}),
        "audience_form": forms.AudienceForm(initial={"audience": reference.audience}),
        "formats": FORMATS,
        "parts": parts_of(reference, request.user) if may.inside else [],
    }


def _visible(request: HttpRequest, slug: str, number: int) -> Reference:
    return queries.visible_reference(request.user, visible_community(request.user, slug), number)


def _entered(request: HttpRequest, slug: str, number: int) -> Reference:
    community, _membership = entered_community(request.user, slug)
    return queries.visible_reference(request.user, community, number)


def _asked(request: HttpRequest) -> str:
    """The same question on another page of the list, or in a file."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
