"""What waits in a charter: to be signed, the first time or again."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.core.waiting import Waiting
from tresse.memberships.models import Membership


def signatures(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Their place is kept: they are inside once they have signed (S7)."""
    kept = Membership.objects.live().filter(person__in=people, signed_at=None).select_related("community")
    for membership in kept.iterator():
        yield Waiting(
            membership.person_id,
            _("Your place in %(community)s is kept: signing its charter opens the door."),
            reverse("charters:charter", args=[membership.community.slug]),
            _("Read the charter"),
            facts={"community": membership.community},
            community_id=membership.community_id,
        )


def new_versions(people: QuerySet[Person]) -> Iterator[Waiting]:
    """The charter has changed: one signs it in time, then reads without writing until one has (S7)."""
    to_sign = Membership.objects.present().filter(person__in=people, sign_again_by__isnull=False)
    for membership in to_sign.exclude(community__stage=Stage.CLOSED).select_related("community").iterator():
        yield Waiting(
            membership.person_id,
            _("The charter of %(community)s has changed: read what is new and sign it."),
            reverse("charters:charter", args=[membership.community.slug]),
            _("Read what changed"),
            facts={"community": membership.community},
            by=membership.sign_again_by,
            community_id=membership.community_id,
        )
