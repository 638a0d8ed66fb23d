"""Bringing the references of a file: what it holds is shown first, then one chooses."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tresse.memberships.queries import entered_community
from tresse.resources import actions, forms, queries, rules
from tresse.resources.duplicates import already_here
from tresse.resources.formats import read_file
from tresse.ui.answers import refused, show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file."""
    community, _membership = entered_community(request.user, slug)
    rules.bringing(request.user, community).require()
    form = forms.FileForm(request.POST, request.FILES) if request.method == "POST" else forms.FileForm()
    if form.is_valid():
        try:
            prepared = actions.prepare_import(
                community, read_file(form.cleaned_data["file"].read()), by=request.user
            )
        except ValidationError as error:
            show_refusal(form, ValidationError({"file": error.messages}))
        else:
            return redirect("resources:import", slug, prepared.pk)
    page = {"community": community, "tab": "discussions", "form": form}
    return (refused if form.is_bound else render)(request, "resources/upload.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the file holds, and what of it is there already."""
    community, _membership = entered_community(request.user, slug)
    prepared = queries.own_import(request.user, community, pk)
    rules.bringing(request.user, community).require()
    unclear: list[str] = []
    if request.method == "POST":
        chosen = {int(place[:6]) for place in request.POST.getlist("chosen") if place.isdecimal()}
        try:
            brought = actions.finish_import(prepared, chosen=chosen, by=request.user)
        except ValidationError as error:
            unclear = error.messages
        else:
            messages.success(request, _said(len(brought)))
            return redirect("resources:watch", slug)
    found = actions.read_items(prepared.items)
    same = already_here(community, found)
    for one in filter(None, same):
        one.community = community
    lines = [(place, *line) for place, line in enumerate(zip(found, same, strict=True))]
    page = {"community": community, "tab": "discussions", "lines": lines, "unclear": unclear}
    page["fresh"] = sum(one is None for one in same)
    return (refused if unclear else render)(request, "resources/import.html", page)


def _said(count: int) -> str:
    told = ngettext("%(count)s reference is now in the watch.", "%(count)s references are now in the watch.", count)
    return told % {"count": count}
