"""The references as files, for reference managers."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tresse.communities.models import Community
from tresse.memberships.queries import membership_of, visible_community
from tresse.resources import queries
from tresse.resources.formats import FORMATS
from tresse.resources.models import Reference
from tresse.resources.views.references import wanted_by


@login_not_required
@require_safe
def all_of_it(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Every reference this person may see, or those they look for."""
    community = visible_community(request.user, slug)
    visible = queries.visible_references(request.user, community)
    inside = membership_of(request.user, community) is not None
    wanted = queries.wanted_from(visible, wanted_by(request), inside=inside)
    return _file(community, wanted.prefetch_related("tags").order_by("number"), name, f"{slug}")


@login_not_required
@require_safe
def one(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """One reference."""
    community = visible_community(request.user, slug)
    reference = queries.visible_reference(request.user, community, number)
    return _file(community, [reference], name, f"{slug}-{number}")


def _file(community: Community, references: Iterable[Reference], name: str, called: str) -> HttpResponse:
    if name not in FORMATS:
        raise Http404
    written = FORMATS[name]
    text = written.write((f"{community.slug}-{reference.number}", reference.found) for reference in references)
    response = HttpResponse(text, content_type=f"{written.type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{called}.{written.ending}"'
    return response
