"""Coming in, and holding a mandate."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Strand
from tresse.core import clock, journal, outbox
from tresse.memberships import rules
from tresse.memberships.models import Function, Invitation, Mandate, Membership, live_membership
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


@transaction.atomic
def take_founding_mandate(community: Community, *, by: Any, months: int) -> Mandate:
    """Somebody who founds a community takes its co-facilitation, for the term the charter sets."""
    Community.objects.held().get(pk=community.pk)
    rules.taking_founding_mandate(by, community).require()
    membership = live_membership(by, community)
    assert membership is not None
    with translation.override(community.language):
        given_by = _("the founders, when the community began")
    return _give(membership, Function.CO_FACILITATION, None, months, given_by=given_by)


@transaction.atomic
def give_mandate(
    membership: Membership,
    function: str,
    *,
    strand: Strand | None,
    months: int,
    given_by: str,
    starts_on: date | None = None,
) -> Mandate:
    """Give a mandate for a term (E2). Called when the community has consented: see `config/weighty_acts.py`."""
    rules.receiving_mandate(membership, function, months).require()
    return _give(membership, function, strand, months, given_by=given_by, starts_on=starts_on)


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Any, handover: str) -> Mandate:
    """Lay one's own mandate down at any time, with a note for whoever takes it up (E2)."""
    mandate = Mandate.objects.select_for_update().select_related("membership__community").get(pk=mandate.pk)
    rules.ending_mandate(by, mandate).require()
    mandate.ended_on, mandate.handover = clock.today(), handover
    mandate.save(update_fields=["ended_on", "handover"])
    journal.record(
        "mandate.ended",
        stream=mandate.membership.community.stream,
        subject=mandate,
        by=by,
        function_word=journal.word(Function(mandate.function).label),
    )
    return mandate


def _give(
    membership: Membership,
    function: str,
    strand: Strand | None,
    months: int,
    *,
    given_by: str,
    starts_on: date | None = None,
) -> Mandate:
    starts_on = starts_on or clock.today()
    mandate = Mandate.objects.create(
        membership=membership,
        function=function,
        strand=strand,
        starts_on=starts_on,
        ends_on=starts_on + relativedelta(months=months) - timedelta(days=1),
        given_by=given_by,
    )
    journal.record(
        "mandate.given",
        stream=membership.community.stream,
        subject=mandate,
        by=membership.person,
        holder_person=membership.person_id,
        function_word=journal.word(Function(function).label),
        until_on=mandate.ends_on,
        given_by=given_by,
    )
    return mandate
