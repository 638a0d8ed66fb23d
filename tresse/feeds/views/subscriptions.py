"""How one subscribes: the address, and what to do with it on a phone, in Thunderbird, with Google or in Outlook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tresse.accounts.models import Person
from tresse.feeds import actions, queries, subscriptions
from tresse.memberships.queries import membership_of, visible_community


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My own addresses: all my sessions, or one community at a time."""
    assert isinstance(request.user, Person)  # whoever has signed in
    key = actions.key_of(request.user)
    page = {
        "subscription": subscriptions.to_mine(key),
        "communities": subscriptions.to_each_of(key, queries.places_of(request.user)),
        "key": key,
    }
    return render(request, "feeds/mine.html", page)


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """My old addresses end, and new ones begin."""
    assert isinstance(request.user, Person)  # whoever has signed in
    actions.renew_addresses(by=request.user)
    messages.success(
        request,
        _("Your addresses are new. Give the new one to each of your calendars: the old ones answer nothing more."),
    )
    return redirect("feeds:my_subscription")


@login_not_required
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    return render(request, "feeds/agenda.html", {"subscription": subscriptions.to_agenda()})


@login_not_required
@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """For those inside, what they see themselves; for everybody else, what is public."""
    found = visible_community(request.user, slug)
    inside = membership_of(request.user, found) is not None
    if inside:
        assert isinstance(request.user, Person)
        subscription = subscriptions.to_inside(actions.key_of(request.user), found)
    else:
        subscription = subscriptions.to_community(found)
    page = {"community": found, "tab": "meetings", "subscription": subscription, "inside": inside}
    return render(request, "feeds/community.html", page)
