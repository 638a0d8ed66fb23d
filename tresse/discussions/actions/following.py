"""Whoever speaks follows; anybody who reads may, and may stop."""

from typing import Any

from django.db import transaction

from tresse.discussions import rules
from tresse.discussions.models import Following, Thread
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of


@transaction.atomic
def follow(thread: Thread, *, by: Any) -> Following:
    """Receive each message of this conversation by mail."""
    rules.following(by, thread).require()
    following, _is_new = Following.objects.update_or_create(
        thread=thread, membership=place_of(by, thread.community), defaults={"follows": True}
    )
    return following


@transaction.atomic
def stop_following(thread: Thread, *, by: Any) -> None:
    """Receive no more of it, whatever the pace of the community. One may always stop."""
    place = Membership.objects.live().filter(community=thread.community_id, person=by).first()
    if place:
        Following.objects.update_or_create(thread=thread, membership=place, defaults={"follows": False})


@transaction.atomic
def stop(token: str) -> None:
    """Stop what the link of a mail stops. Twice is once."""
    Following.objects.filter(token=token).update(follows=False)


def follow_as(place: Membership, thread: Thread) -> None:
    """Whoever speaks in it follows it, unless they stopped: they chose to."""
    following, _is_new = Following.objects.get_or_create(
        thread=thread, membership=place, defaults={"follows": True}
    )
    if following.follows is None:
        Following.objects.filter(pk=following.pk).update(follows=True)
