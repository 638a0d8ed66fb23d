"""Feeds for news readers, public and the same for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tresse.feeds.answers import ATOM, feed
from tresse.feeds.atom import Head, written
from tresse.feeds.news import Of, latest
from tresse.memberships.queries import visible_community
from tresse.networks.models import Network
from tresse.networks.queries import current_network
from tresse.objectives import OBJECTIVES

ON_A_PAGE, PAGES = 30, 10


@login_not_required
@require_safe
def network(request: HttpRequest) -> HttpResponseBase:
    """All that is public in the network."""
    here = _network()
    with translation.override(here.language):
        return _answer(request, here, Of(), key="network", title=here.name, said=here.tagline, page="/")


@login_not_required
@require_safe
def library(request: HttpRequest) -> HttpResponseBase:
    """What the communities published."""
    here = _network()
    with translation.override(here.language):
        said = _("What the communities of practice made together, with the trail of the exchange it came from.")
        title = _("%(network)s: library") % {"network": here.short_name}
        page = reverse("library:library")
        return _answer(request, here, Of(only_library=True), key="library", title=title, said=said, page=page)


@login_not_required
@require_safe
def objective(request: HttpRequest, objective: str) -> HttpResponseBase:
    """What is public of the strands of one objective."""
    here = _network()
    if objective not in OBJECTIVES:
        raise Http404
    with translation.override(here.language):
        found = OBJECTIVES[objective]
        title = _("%(network)s: %(objective)s") % {"network": here.short_name, "objective": found.name}
        page = f"{reverse('showcase:atlas')}?objective={objective}"
        return _answer(
            request,
            here,
            Of(objective=objective),
            key=f"objective/{objective}",
            title=capfirst(title),
            said=str(found.aim),
            page=page,
        )


@login_not_required
@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is public of a community."""
    found = visible_community(AnonymousUser(), slug)
    with translation.override(found.language):
        key, page = f"community/{found.pk}", found.get_absolute_url()
        return _answer(
            request, _network(), Of(community=found), key=key, title=found.name, said=found.purpose, page=page
        )


def _answer(
    request: HttpRequest, here: Network, of: Of, *, key: str, title: str, said: str, page: str
) -> HttpResponseBase:
    number = _page_number(request)
    with timezone.override(None):
        news = latest(of, number * ON_A_PAGE + 1)
    has_next = len(news) > number * ON_A_PAGE and number < PAGES
    head = Head(
        key=key,
        title=title,
        said=said,
        page=page,
        address=request.path + (f"?page={number}" if number > 1 else ""),
        language=translation.get_language() or here.language,
        author=here.name,
        begun_at=here.created_at,
        next_page=f"{request.path}?page={number + 1}" if has_next else "",
    )
    return feed(request, written(head, news[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]), ATOM)


def _page_number(request: HttpRequest) -> int:
    """A few pages, for whoever comes back after a long time: a feed is no archive."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    if not 1 <= number <= PAGES:
        raise Http404
    return number


def _network() -> Network:
    here = current_network()
    if here is None:
        raise Http404
    return here
