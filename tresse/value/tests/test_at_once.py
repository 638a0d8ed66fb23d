import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.value import actions
from tresse.value.models import Attestation
from tresse.value.tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast():
    return build_cast()


def test_the_same_attestation_asked_twice_at_once_is_one(cast):
    factories.attestation(cast, "awa")
    outcomes = at_once(*[lambda: actions.attest(cast.cycle, by=cast.member, language="fr")] * 2)
    assert {outcome.pk for outcome in outcomes} == {Attestation.objects.get(person=cast.member).pk}


def test_it_is_withdrawn_twice_at_once_and_once_only(cast):
    made = factories.attestation(cast)
    outcomes = at_once(*[lambda: actions.withdraw(made, by=cast.member)] * 2)
    assert [type(o) for o in outcomes if not isinstance(o, Attestation)] == [PermissionDenied]
