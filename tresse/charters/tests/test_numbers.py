"""The numbers change by a decision, from what they are, without signing anew; everything reads them from the charter."""

from typing import Any

import pytest

from tests.cast import Cast
from tresse.charters import actions, effects
from tresse.charters.forms import NumbersForm
from tresse.charters.numbers import numbers_of
from tresse.charters.queries import charter_in_force
from tresse.core import journal
from tresse.core.models import JournalEntry
from tresse.memberships.models import Membership


def terms_for(cast: Cast, **wanted: Any) -> dict[str, Any]:
    form = NumbersForm(numbers_of(charter_in_force(cast.community)) | wanted, community=cast.community)
    assert form.is_valid(), form.errors
    return form.terms()


class Decided:
    number = 4


def test_only_what_changes_is_proposed_from_what_it_is(cast: Cast) -> None:
    assert terms_for(cast, act_days=7, door="closed", rhythm_is_public=False) == {
        "numbers": {"act_days": [14, 7], "door": ["", "closed"], "rhythm_is_public": [True, False]}
    }


def test_they_hold_from_the_decision_on_and_nobody_signs_anew(cast: Cast) -> None:
    terms = terms_for(cast, act_days=7, door="closed")
    assert effects.changing_numbers(cast.community, terms)
    effects.change_numbers(cast.community, terms, Decided())
    charter = charter_in_force(cast.community)
    assert (charter.version, charter.act_days, charter.door, charter.mandate_months) == (1, 7, "closed", 12)
    assert not Membership.objects.filter(sign_again_by__isnull=False).exclude(person=cast.late).exists()
    lines = journal.told(JournalEntry.objects.order_by("number"), lambda person, entry: None, "?", "?")
    assert [line.sentence for line in lines] == [
        "By decision 4, the charter now says, for “days to confirm an act by two”: 7, instead of: 14.",
        "By decision 4, the charter now says, for “when one may come in”: only when the community consents to it,"
        " instead of: as the objective of each strand says.",
    ]


def test_numbers_that_changed_since_are_proposed_again(cast: Cast) -> None:
    terms = terms_for(cast, act_days=7)
    effects.change_numbers(cast.community, terms_for(cast, act_days=10), Decided())
    assert "have changed since" in str(effects.changing_numbers(cast.community, terms).reason)


@pytest.mark.parametrize(
    "numbers",
    [{"mandate_months": [12, 48]}, {"act_days": [14, 0]}, {"door": ["", "ajar"]}, {"spoken_percent": [50, "x"]}],
)
def test_what_a_charter_cannot_say_is_refused_whoever_made_the_terms(cast: Cast, numbers: dict[str, Any]) -> None:
    assert not effects.changing_numbers(cast.community, {"numbers": numbers})


@pytest.mark.parametrize("wanted", [{}, {"mandate_months": 2}, {"mandate_months": ""}, {"door": "x" * 999}])
def test_a_form_that_changes_nothing_or_too_much_is_refused(cast: Cast, wanted: dict[str, Any]) -> None:
    said = numbers_of(charter_in_force(cast.community)) | wanted
    assert not NumbersForm(said, community=cast.community).is_valid()


def test_a_version_being_written_takes_them_up_where_it_said_nothing_itself(cast: Cast) -> None:
    draft = actions.begin_draft(cast.community, by=cast.member)
    actions.write_draft(draft, by=cast.member, articles=[], expected_revision=0, round_days=3)
    effects.change_numbers(cast.community, terms_for(cast, act_days=7, round_days=10), Decided())
    draft.refresh_from_db()
    assert (draft.act_days, draft.round_days) == (7, 3)
