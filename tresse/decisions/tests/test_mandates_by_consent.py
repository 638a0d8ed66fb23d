"""A mandate is given, and renewed, by a consent decision, in the transaction of its adoption (E2)."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import Cast
from tresse.core import clock
from tresse.decisions import actions
from tresse.decisions.models import Decision
from tresse.decisions.tests import factories
from tresse.memberships import actions as memberships
from tresse.memberships.models import Call, Mandate
from tresse.memberships.tests.factories import day, ending_in, mandate_of, nobody_co_facilitates, told


def terms(cast: Cast, who: str = "member", **said: Any) -> dict[str, Any]:
    usual = {"membership": cast.place(who).pk, "function": "co_facilitation", "strand": None, "months": 12}
    return usual | said


def give(cast: Cast, *, by: str = "claire", **said: Any) -> Decision:
    return factories.adopted(cast.community, by=cast.person(by), effect="mandate.giving", terms=terms(cast, **said))


def test_the_adopted_decision_gives_the_mandate_and_its_number_is_kept(cast: Cast) -> None:
    decision = give(cast)
    mandate = Mandate.objects.get(membership=cast.place("member"))
    assert (mandate.decision_number, mandate.given_by, mandate.starts_on, mandate.ends_on) == (
        decision.number,
        f"décision {decision.number}",  # in the language of the community
        clock.today(),
        mandate.ends_on,
    )
    assert told(cast)[-1] == "mandate.given"


def test_a_renewal_by_decision_begins_the_day_after_and_nothing_else_renews(cast: Cast) -> None:
    present = ending_in(cast, 30)
    decision = give(cast, who="awa")
    renewal = Mandate.objects.get(follows=present)
    assert (renewal.starts_on, renewal.decision_number) == (day(31), decision.number)


def test_what_cannot_be_given_is_not_proposed(cast: Cast) -> None:
    with pytest.raises((PermissionDenied, ValidationError), match="in its last three months"):
        factories.proposal(cast, effect="mandate.giving", terms=terms(cast, who="awa"))


def test_what_can_no_longer_be_given_is_not_adopted(cast: Cast) -> None:
    proposed = factories.consented(factories.in_round(cast, effect="mandate.giving", terms=terms(cast)))
    memberships.leave(cast.community, by=cast.member)
    with pytest.raises((PermissionDenied, ValidationError)):
        actions.adopt(proposed, by=proposed.facilitator.person)
    assert not Decision.objects.exists()
    assert not Mandate.objects.filter(membership=cast.place("member")).exists()


def test_a_community_nobody_holds_any_more_still_gives_a_mandate_by_consent(cast: Cast) -> None:
    nobody_co_facilitates(cast)
    memberships.call_for_missing_hands(cast.community)
    give(cast, by="former")
    give(cast, by="former", who="claire")
    assert Mandate.objects.live().filter(membership__community=cast.community).count() == 2
    assert not Call.objects.open().exists()


def test_the_call_for_the_mandate_that_ends_closes_with_the_decision(cast: Cast) -> None:
    ending = ending_in(cast, 30)
    call = memberships.call_for_hands(cast.community, "co_facilitation", by=cast.awa, ending=ending)
    give(cast)
    call.refresh_from_db()
    assert (call.is_open, Mandate.objects.get(membership=cast.place("member")).follows) == (False, mandate_of(cast))
