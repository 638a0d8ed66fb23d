"""What waits in somebody's communities: an invitation to answer, an act by two to confirm."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.weighty_acts import WEIGHTY_ACTS
from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.memberships.models import ActByTwo, Invitation, Membership
from tresse.memberships.rules import being_second


def invitations(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Somebody inside invited them, by their address."""
    reader = people.filter(email=Lower(OuterRef("email"))).values("pk")[:1]
    open_ones: QuerySet[Any] = (
        Invitation.objects.filter(
            answered_at=None, withdrawn_at=None, invited_at__gt=clock.now() - Invitation.LASTS
        )
        .annotate(reader_id=Subquery(reader))
        .exclude(reader_id=None)
        .select_related("community", "invited_by__person")
    )
    for invitation in open_ones.iterator():
        yield Waiting(
            invitation.reader_id,
            _("%(who)s invites you to %(community)s."),
            reverse("memberships:invitation", args=[invitation.token]),
            _("Read and answer"),
            facts={"who": invitation.invited_by, "community": invitation.community},
            by=invitation.invited_at + Invitation.LASTS,
            community_id=invitation.community_id,
            told_at=invitation.invited_at,
        )


def acts(people: QuerySet[Person]) -> Iterator[Waiting]:
    """A weighty act was asked for, and they may be its second person (E4)."""
    asked = list(
        ActByTwo.objects.waiting()
        .filter(asked_by__left_at=None)
        .exclude(community__stage=Stage.CLOSED)
        .select_related("community", "asked_by__person", "asked_by__organisation")
    )
    inside = _present_by_community(people, {act.community_id for act in asked})
    for act in asked:
        for membership in inside[act.community_id]:
            if being_second(membership, act) and not membership.must_sign_before_writing:
                yield _to_confirm(act, membership)


def _present_by_community(people: QuerySet[Person], community_ids: set[int]) -> dict[int, list[Membership]]:
    found = defaultdict(list)
    for membership in Membership.objects.present().filter(person__in=people, community__in=community_ids):
        found[membership.community_id].append(membership)
    return found


def _to_confirm(act: ActByTwo, membership: Membership) -> Waiting:
    return Waiting(
        membership.person_id,
        _("%(who)s asks in %(community)s: %(act)s. It takes a second person."),
        reverse("memberships:act", args=[act.community.slug, act.pk]),
        _("Read and answer"),
        facts={"who": act.asked_by, "community": act.community, "act": _(WEIGHTY_ACTS[act.kind].name)},
        by=act.lapses_at,
        community_id=act.community_id,
    )
