"""Who answers those who ask to come in."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from tresse.communities.models import Community
from tresse.memberships.models import Function, Mandate, Membership, MembershipQuerySet

HOLDERS = (Function.WELCOME, Function.CO_FACILITATION)


def welcomers() -> MembershipQuerySet:
    """In each community whoever holds the mandate of welcome; without any, co-facilitators; without any, all full members.

    Each of them with `by_mandate`: they welcome by a mandate.
    """
    live = Mandate.objects.live()
    mine, here = live.filter(membership=OuterRef("pk")), live.filter(membership__community=OuterRef("community"))
    welcomes = Exists(mine.filter(function=Function.WELCOME))
    facilitates = Exists(mine.filter(function=Function.CO_FACILITATION))
    nobody_welcomes = ~Exists(here.filter(function=Function.WELCOME))
    nobody_holds = ~Exists(here.filter(function__in=HOLDERS))
    by_mandate = ExpressionWrapper(Q(welcomes) | Q(nobody_welcomes, facilitates), BooleanField())
    return (
        Membership.objects.present()
        .annotate(by_mandate=by_mandate)
        .filter(Q(by_mandate=True) | Q(nobody_holds, on_trial=False))
    )


def welcomers_of(community: Community) -> list[Membership]:
    """Those of one community, with their names."""
    return list(welcomers().filter(community=community).select_related("person", "organisation"))
