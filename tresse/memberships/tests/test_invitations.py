"""Inviting, and coming in: nobody is inside without having signed the charter (S7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.cast import Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.memberships import actions
from tresse.memberships.models import Invitation, Membership


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    return actions.invite(cast.community, by=cast.member, email=" OMAR@example.org ", word="Viens !")


def test_an_invitation_leaves_by_mail_with_its_own_link(cast: Cast, invitation: Invitation) -> None:
    mail = OutgoingMail.objects.get()
    assert (mail.to, invitation.token in mail.text, "Viens !" in mail.text) == ("omar@example.org", True, True)


def test_inviting_the_same_address_again_sends_nothing_more(cast: Cast, invitation: Invitation) -> None:
    assert actions.invite(cast.community, by=cast.awa, email="omar@example.org") == invitation
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("who", ["outsider", "neighbour", "steward", "unsigned"])
def test_who_is_not_inside_does_not_invite(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.invite(cast.community, by=cast.person(who), email="x@example.org")


def test_somebody_already_there_is_not_invited(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="already in the community"):
        actions.invite(cast.community, by=cast.awa, email=cast.member.email.upper())


def test_accepting_keeps_a_place_and_signing_opens_it(cast: Cast, invitation: Invitation) -> None:
    membership = actions.accept_invitation(invitation, by=cast.outsider, organisation=cast.elsewhere)
    assert not membership.is_inside
    sign_charter(charter_in_force(cast.community), by=cast.outsider)
    membership.refresh_from_db()
    assert (membership.is_inside, membership.organisation) == (True, cast.elsewhere)


@pytest.mark.parametrize("who", ["neighbour", "steward", "member"])
def test_only_the_person_invited_accepts(cast: Cast, invitation: Invitation, who: str) -> None:
    with pytest.raises(PermissionDenied, match="sent to another address"):
        actions.accept_invitation(invitation, by=cast.person(who), organisation=None)


def test_an_invitation_older_than_thirty_days_is_over(cast: Cast, invitation: Invitation) -> None:
    late = invitation.invited_at + timedelta(days=30, seconds=1)
    with clock.at(late), pytest.raises(PermissionDenied, match="more than thirty days old"):
        actions.accept_invitation(invitation, by=cast.outsider, organisation=None)


def test_an_invitation_is_answered_once(cast: Cast, invitation: Invitation) -> None:
    actions.accept_invitation(invitation, by=cast.outsider, organisation=None)
    with pytest.raises(PermissionDenied, match="already been answered"):
        actions.accept_invitation(invitation, by=cast.outsider, organisation=None)
    assert Membership.objects.filter(person=cast.outsider).count() == 1


def test_nobody_comes_in_to_a_community_that_has_closed(cast: Cast, invitation: Invitation) -> None:
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.CLOSED, closed_on=clock.today())
    with pytest.raises(PermissionDenied, match="This community is closed"):
        actions.accept_invitation(invitation, by=cast.outsider, organisation=None)
    with pytest.raises(PermissionDenied, match="This community is closed"):
        sign_charter(charter_in_force(cast.community), by=cast.unsigned)


def test_whoever_is_invited_may_make_an_account_where_nobody_else_may(
    as_: Any, invitation: Invitation, settings: Any
) -> None:
    settings.TRESSE_SIGNUP = "invitation"
    visitor = as_("visitor")
    assert "omar@example.org" not in visitor.get(reverse("account_signup")).text
    visitor.get(reverse("memberships:invitation", args=[invitation.token]))
    assert "omar@example.org" in visitor.get(reverse("account_signup")).text


def test_nobody_invites_more_than_twenty_people_a_day(as_, cast: Cast) -> None:
    for number in range(20):
        actions.invite(cast.community, by=cast.member, email=f"p{number}@example.org")
    refused = as_("member").post("/c/cp-genre/members/invitation/", {"email": "one.more@example.org"})
    assert (refused.status_code, "one.more@example.org" in refused.text) == (422, True)
    assert "You have invited twenty people since yesterday" in refused.text
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        actions.invite(cast.community, by=cast.member, email="one.more@example.org")
    assert Invitation.objects.count() == 21
