"""Mandates and calls, made as the community makes them."""

from datetime import date, timedelta

from tests.cast import Cast
from tresse.communities.models import Strand
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.memberships import actions
from tresse.memberships.models import Function, Mandate


def mandate_of(cast: Cast, who: str = "awa") -> Mandate:
    """The mandate somebody of the cast holds."""
    return Mandate.objects.get(membership=cast.place(who))


def given(
    cast: Cast, who: str, function: str = Function.CO_FACILITATION, months: int = 12, strand: Strand | None = None
) -> Mandate:
    """A mandate the community consented to."""
    return actions.give_mandate(cast.place(who), function, strand=strand, months=months, given_by="nous")


def ending_in(cast: Cast, days: int, who: str = "awa") -> Mandate:
    """The mandate somebody holds, whose term now ends in so many days."""
    mandate = mandate_of(cast, who)
    mandate.ends_on = clock.today() + timedelta(days=days)
    mandate.starts_on = min(mandate.starts_on, mandate.ends_on - timedelta(days=300))
    mandate.save(update_fields=["ends_on", "starts_on"])
    return mandate


def nobody_co_facilitates(cast: Cast) -> None:
    """The terms of both holders ended yesterday."""
    for who in ("awa", "claire"):
        ending_in(cast, -1, who)


def told(cast: Cast) -> list[str]:
    """The kinds of act the journal tells, in order."""
    return list(
        JournalEntry.objects.filter(stream=cast.community.stream).order_by("number").values_list("kind", flat=True)
    )


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)
