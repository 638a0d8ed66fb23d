"""Calendars to subscribe to. Nobody signs in here: a calendar program does not know how."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tresse.accounts.models import Person
from tresse.feeds import addresses, calendars, queries
from tresse.feeds.answers import CALENDAR, feed
from tresse.memberships.queries import visible_community
from tresse.networks.queries import current_network


@login_not_required
@require_safe
def agenda(request: HttpRequest) -> HttpResponseBase:
    """The open sessions of all communities, the same for everybody."""
    network = current_network()
    with translation.override(network.language if network else None):
        name = _("%(network)s: open sessions") % {"network": network.short_name if network else "Tresse"}
        return feed(request, calendars.public_calendar(name, queries.open_entries()), CALENDAR)


@login_not_required
@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The sessions of a community that everybody may know of."""
    found = visible_community(AnonymousUser(), slug)
    with translation.override(found.language):
        entries = queries.community_entries(found, AnonymousUser())
        return feed(request, calendars.public_calendar(found.name, entries), CALENDAR)


@login_not_required
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponseBase:
    """All my sessions, by my secret address."""
    person = _owner(token)
    _require(addresses.opens_mine(token))
    with translation.override(person.language):
        content = calendars.personal_calendar(_("My sessions"), queries.own_entries(person), of=person)
        return feed(request, content, CALENDAR, private=True)


@login_not_required
@require_safe
def inside(request: HttpRequest, token: str, slug: str) -> HttpResponseBase:
    """The sessions of a community as I see them, by my secret address for it."""
    person = _owner(token)
    found = visible_community(person, slug)
    _require(addresses.opens_inside(token, found))
    with translation.override(person.language):
        entries = queries.community_entries(found, person)
        content = calendars.personal_calendar(found.name, entries, of=person)
        return feed(request, content, CALENDAR, private=True)


def _owner(token: str) -> Person:
    person = queries.owner(token)
    if person is None:
        raise Http404
    return person


def _require(opens: bool) -> None:
    """A secret that was renewed, cut short or made up is an address that never was."""
    if not opens:
        raise Http404
