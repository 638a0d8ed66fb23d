from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tresse.library import queries
from tresse.library.models import Publication
from tresse.library.reading import citation, reading
from tresse.library.tasks import ask_for_pdf

SECONDS_TO_TYPESET = 5  # what a browser waits before it asks for the file again


@login_not_required
@require_safe
def latest(request: HttpRequest, address: str) -> HttpResponse:
    """The address of a publication shows its latest version."""
    return _read(request, _versions(request, address)[0])


@login_not_required
@require_safe
def version(request: HttpRequest, address: str, version: int) -> HttpResponse:
    """A version stays at its own address, even when another has replaced it (P4)."""
    return _read(request, _version(request, address, version))


@login_not_required
@require_safe
def pdf(request: HttpRequest, address: str, version: int, name: str) -> HttpResponseBase:
    """The same as a PDF; while it is being typeset, a page that says so and comes back by itself."""
    publication = _version(request, address, version)
    if publication.withdrawn_at:
        return _notice(request, publication)
    if name != publication.slug:
        return redirect(publication.get_pdf_url(), permanent=True)
    if not publication.pdf:
        return _being_typeset(request, publication)
    try:
        response = FileResponse(publication.pdf.open(), filename=f"{publication.slug}.pdf")
    except FileNotFoundError:
        return _being_typeset(request, publication)
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _read(request: HttpRequest, publication: Publication) -> HttpResponse:
    if publication.withdrawn_at:
        return _notice(request, publication)
    versions = queries.versions_of(publication)
    page = {
        "publication": publication,
        "reading": reading(publication),
        "versions": versions,
        "latest": versions[0],
        "citation": citation(publication),
        "address": settings.TRESSE_URL + publication.get_version_url(),
        "pdf_address": settings.TRESSE_URL + publication.get_pdf_url(),
    }
    return render(request, "library/publication.html", page)


def _notice(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Withdrawn: nothing of it is read any more, but its address still answers (P4)."""
    return render(request, "library/withdrawn.html", {"publication": publication}, status=410)


def _being_typeset(request: HttpRequest, publication: Publication) -> HttpResponse:
    ask_for_pdf(publication.pk)
    response = render(request, "library/being_typeset.html", {"publication": publication}, status=202)
    response["Refresh"] = response["Retry-After"] = str(SECONDS_TO_TYPESET)
    return response


def _versions(request: HttpRequest, address: str) -> list[Publication]:
    readable = Publication.objects.visible_to(request.user).filter(address=address)
    versions = list(readable.select_related("community", "cycle__strand").order_by("-version"))
    if not versions:
        raise Http404
    return versions


def _version(request: HttpRequest, address: str, version: int) -> Publication:
    readable = Publication.objects.visible_to(request.user).select_related("community", "cycle__strand")
    return get_object_or_404(readable, address=address, version=version)
