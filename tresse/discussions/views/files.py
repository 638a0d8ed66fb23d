"""What is attached, given only to whom the conversation exists for."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from tresse.discussions import queries


@require_safe
@cache_control(private=True, no_cache=True)
def show(request: HttpRequest, slug: str, number: int, token: str) -> FileResponse:
    """The file, to be kept on one's own machine; an image may be looked at."""
    file = queries.file_of(request.user, slug, number, token)
    return _served(file.content, file.name, file.type, looked_at=file.is_image)


@require_safe
@cache_control(private=True, no_cache=True)
def preview(request: HttpRequest, slug: str, number: int, token: str) -> FileResponse:
    """An image as it stands in the page: a few kilobytes."""
    file = queries.file_of(request.user, slug, number, token)
    return _served(file.preview, file.name, "image/jpeg", looked_at=True)


def _served(content, name: str, kind: str, *, looked_at: bool) -> FileResponse:  # type: ignore[no-untyped-def]
    """Nothing in it is run, whatever it holds: neither guessed at, nor read as a page of ours."""
    try:
        opened = content.open("rb")
    except (FileNotFoundError, ValueError):  # gone from the disk, or none was ever kept
        raise Http404 from None
    response = FileResponse(opened, as_attachment=not looked_at, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
