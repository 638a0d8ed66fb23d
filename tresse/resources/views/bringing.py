"""Bringing references: by their links, or by hand; and mending them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tresse.memberships.queries import entered_community
from tresse.resources import actions, forms, queries, rules
from tresse.resources.actions import AlreadyHere
from tresse.resources.models import Reference
from tresse.ui.answers import refused, show_refusal, typed


@require_POST
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring what several links or DOIs lead to."""
    community, _membership = entered_community(request.user, slug)
    form = forms.LinksForm(request.POST)
    if form.is_valid():
        try:
            brought, known = actions.bring_links(community, form.lines(), by=request.user)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _said(brought, known))
            one = [*brought, *known]
            return redirect(one[0]) if len(one) == 1 else redirect("resources:watch", slug)
    rules.bringing(request.user, community).require()
    page = {"community": community, "tab": "discussions", "links": form}
    return refused(request, "resources/links.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a reference by hand."""
    community, _membership = entered_community(request.user, slug)
    rules.bringing(request.user, community).require()
    form = forms.NewReferenceForm(typed(request), initial={"kind": "report", "language": community.language})
    same: Reference | None = None
    if request.method == "POST" and form.is_valid():
        try:
            reference = actions.bring(community, form.found(), by=request.user, why=form.cleaned_data["why"])
        except AlreadyHere as error:
            same = error.reference
            form.add_error(None, error)
        else:
            messages.success(request, _("The reference is in the watch."))
            return redirect(reference)
    page = {"community": community, "tab": "discussions", "form": form, "same": same}
    return (refused if form.is_bound else render)(request, "resources/new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Mend what a reference says of itself."""
    community, _membership = entered_community(request.user, slug)
    reference = queries.visible_reference(request.user, community, number)
    rules.changing(request.user, reference).require()
    form = forms.ReferenceForm(typed(request), reference=reference, initial=forms.told(reference))
    same: Reference | None = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change(reference, form.found(), by=request.user)
        except AlreadyHere as error:
            same = error.reference
            form.add_error(None, error)
        else:
            messages.success(request, _("This is kept."))
            return redirect(changed)
    page = {"community": community, "tab": "discussions", "form": form, "same": same, "reference": reference}
    return (refused if form.is_bound else render)(request, "resources/change.html", page)


def _said(brought: list[Reference], known: list[Reference]) -> str:
    """What was brought, and what was there already."""
    sentences = []
    if brought:
        told = ngettext(
            "%(count)s reference is in the watch; its title is being looked for.",
            "%(count)s references are in the watch; their titles are being looked for.",
            len(brought),
        )
        sentences.append(told % {"count": len(brought)})
    if known:
        told = ngettext("%(count)s was there already.", "%(count)s were there already.", len(known))
        sentences.append(told % {"count": len(known)})
    return " ".join(sentences)
