"""What waits in somebody's communities: an invitation, an act by two, a mandate that ends or is handed on, a call."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from config.weighty_acts import WEIGHTY_ACTS
from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.memberships.models import ActByTwo, Call, Function, Hand, Invitation, Mandate, Membership
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


def endings(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Their mandate ends within sixty days, and nobody is called for nor goes on with it yet (E2)."""
    called = Call.objects.open().filter(
        community=OuterRef("membership__community"), function=OuterRef("function"), ending=OuterRef("pk")
    )
    followed = Mandate.objects.filter(follows=OuterRef("pk"))
    soon = _of(Mandate.objects.ending_soon(), people).exclude(Exists(called)).exclude(Exists(followed))
    for mandate in soon:
        yield _waiting(
            mandate,
            _("Your mandate in %(community)s ends soon: %(function)s. Call for hands, or propose to go on."),
            mandate.get_absolute_url(),
            _("Say what comes next"),
            by=mandate.ends_on,
        )


def notes_to_write(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Their mandate is about to end, or has just ended, and left no note (E2)."""
    for mandate in _of(Mandate.objects.without_a_note(), people):
        yield _waiting(
            mandate,
            _("Whoever takes up your mandate in %(community)s would like a note from you: %(function)s."),
            reverse("memberships:hand_over", args=[mandate.membership.community.slug, mandate.pk]),
            _("Write the note"),
            by=mandate.note_until,
        )


def notes_to_read(people: QuerySet[Person]) -> Iterator[Waiting]:
    """They took a mandate up, and whoever held it left them a note (E2)."""
    for mandate in _of(Mandate.objects.unacknowledged(), people):
        yield _waiting(
            mandate,
            _("A note was left for your mandate in %(community)s: %(function)s."),
            reverse("memberships:mandates", args=[mandate.membership.community.slug]),
            _("Read it"),
        )


def calls(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Hands are called for where they are inside, and they have neither raised theirs nor said « not this time » (E3)."""
    opened = defaultdict(list)
    for call in Call.objects.open().exclude(community__stage=Stage.CLOSED).select_related("community"):
        opened[call.community_id].append(call)
    if not opened:
        return
    said = set(Hand.objects.filter(call__closed_at=None).values_list("call", "membership"))
    held = set(_held_in(opened).values_list("membership", "function"))
    asked = Membership.objects.full().present().filter(person__in=people, community__in=opened)
    for membership_id, person_id, community_id in asked.values_list("pk", "person", "community").iterator():
        for call in opened[community_id]:
            if (call.pk, membership_id) not in said and (membership_id, call.function) not in held:
                yield _hand(call, person_id)


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


def _held_in(communities: Iterable[int]) -> QuerySet[Mandate]:
    """Whoever holds the function is not asked to raise a hand for it; an interim holder is."""
    return Mandate.objects.live().filter(membership__community__in=communities, is_interim=False).order_by()


def _hand(call: Call, person_id: int) -> Waiting:
    return Waiting(
        person_id,
        _("Hands are called for in %(community)s: %(function)s."),
        call.get_absolute_url(),
        _("Raise yours, or not this time"),
        facts={"community": call.community, "function": Function(call.function).label},
        community_id=call.community_id,
    )


def _of(mandates: QuerySet[Mandate], people: QuerySet[Person]) -> QuerySet[Mandate]:
    mine = mandates.filter(membership__person__in=people, membership__paused_at=None)
    return mine.exclude(membership__community__stage=Stage.CLOSED).select_related("membership__community")


def _waiting(mandate: Mandate, sentence: Any, href: str, label: Any, *, by: date | None = None) -> Waiting:
    community = mandate.membership.community
    return Waiting(
        mandate.membership.person_id,
        sentence,
        href,
        label,
        facts={"community": community, "function": Function(mandate.function).label},
        by=make_aware(datetime.combine(by, time.max)) if by else None,
        community_id=community.pk,
    )
