"""Coming in."""

from typing import Any

from django.db import transaction

from tresse.communities.models import Community, Stage
from tresse.core import clock, journal, outbox
from tresse.memberships import rules
from tresse.memberships.actions import welcome_pairs
from tresse.memberships.models import Invitation, Membership, live_membership
from tresse.networks.models import Organisation


@transaction.atomic
def invite(community: Community, *, by: Any, email: str, name: str = "", word: str = "") -> Invitation:
    """Ask somebody to come in, by mail. Asking the same address again gives the invitation that waits."""
    Community.objects.held().get(pk=community.pk)
    rules.inviting(by, community).require()
    email = email.strip().lower()
    rules.being_invited(email, community).require()
    waiting = Invitation.objects.filter(
        community=community, email=email, answered_at=None, withdrawn_at=None
    ).first()
    if waiting and waiting.is_waiting():
        return waiting
    rules.inviting_today(by).require()
    if waiting:  # its thirty days are over: a new link replaces it
        waiting.withdrawn_at = clock.now()
        waiting.save(update_fields=["withdrawn_at"])
    inviter = live_membership(by, community)
    assert inviter is not None
    invitation = Invitation.objects.create(
        community=community, email=email, name=name, word=word, invited_by=inviter, invited_at=clock.now()
    )
    journal.record("membership.invited", stream=community.stream, subject=invitation, by=by)
    outbox.post(
        "memberships/invitation",
        to=email,
        language=community.language,
        cause=f"invitation:{invitation.pk}",
        context={"invitation": invitation, "community": community, "by": by},
    )
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: Any, organisation: Organisation | None) -> Membership:
    """Say yes: one's place is kept, and signing the charter opens it (S7)."""
    community = Community.objects.held().get(pk=invitation.community_id)
    invitation = Invitation.objects.select_related("community", "invited_by").get(pk=invitation.pk)
    rules.accepting(by, invitation).require()
    membership = live_membership(by, community) or join(
        community, person=by, organisation=organisation, invited_by=invitation.invited_by
    )
    invitation.answered_at, invitation.membership = clock.now(), membership
    invitation.save(update_fields=["answered_at", "membership"])
    journal.record("membership.accepted", stream=community.stream, subject=membership, by=by)
    return membership


@transaction.atomic
def decline_invitation(invitation: Invitation) -> None:
    """Say no, without having to say why. Whoever holds the link may."""
    Invitation.objects.filter(pk=invitation.pk, answered_at=None).update(answered_at=clock.now())


def join(
    community: Community, *, person: Any, organisation: Organisation | None, invited_by: Membership | None = None
) -> Membership:
    """Keep a place for somebody. They are not inside before signing the charter (S7)."""
    return Membership.objects.create(
        community=community, person=person, organisation=organisation, invited_by=invited_by, since=clock.now()
    )


def come_in(membership: Membership) -> None:
    """Somebody has signed for the first time, and is inside (S7).

    Whoever comes in to a community that has begun is on trial for two sessions, with a welcome pair (O4); founders are not.
    """
    membership.signed_at = clock.now()
    membership.on_trial = membership.community.stage != Stage.IDEA
    membership.save(update_fields=["signed_at", "on_trial"])
    if membership.on_trial:
        welcome_pairs.propose(membership)
