"""Signing the charter."""

from typing import Any

from django.db import transaction

from tresse.charters import rules
from tresse.charters.models import Charter, Signature
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.memberships.actions import come_in
from tresse.memberships.models import live_membership


@transaction.atomic
def sign_charter(charter: Charter, *, by: Any) -> Signature:
    """Sign: it is what lets one in, and what lets one go on writing when the charter has changed (S7).

    From the first signature on, this version no longer changes.
    """
    community = Community.objects.held().get(pk=charter.community_id)
    charter.refresh_from_db()
    rules.signing(by, charter).require()
    membership = live_membership(by, community)
    assert membership is not None  # the rule said so
    if charter.adopted_at is None:
        charter.adopted_at = clock.now()
        charter.save(update_fields=["adopted_at"])
    signature = Signature.objects.create(charter=charter, membership=membership, signed_at=clock.now())
    if membership.signed_at is None:
        come_in(membership)
    membership.sign_again_by = None
    membership.save(update_fields=["sign_again_by"])
    journal.record("charter.signed", stream=community.stream, subject=charter, by=by, version=charter.version)
    return signature
