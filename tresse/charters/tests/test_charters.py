"""The charter changes until the first signature, which lets in (S7)."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import Cast
from tresse.charters import actions
from tresse.charters.actions import ArticleText
from tresse.charters.models import Principle
from tresse.charters.queries import charter_in_force
from tresse.lifecycle.founding import StrandPlan, found_community


@pytest.fixture
def idea(cast: Cast):
    return found_community(
        by=cast.outsider,
        name="CP Eau",
        purpose="Partager l'eau.",
        practice="Gérer l'eau",
        strands=[StrandPlan("Échange", "exploration")],
        organisation=None,
        language="fr",
    )


def test_the_model_charter_says_the_four_principles(idea) -> None:
    charter = charter_in_force(idea)
    assert set(charter.articles.values_list("principle", flat=True)) == set(Principle.values)


def test_the_charter_is_drawn_in_the_language_of_the_community(idea) -> None:
    assert charter_in_force(idea).articles.first().title == "Nous partageons les responsabilités"


def test_the_founders_change_the_charter_until_somebody_signs(cast: Cast, idea) -> None:
    charter = charter_in_force(idea)
    actions.change_charter(
        charter, by=cast.outsider, articles=[ArticleText("safety", "Un seul article", "Rien ne sort.")], act_days=7
    )
    assert list(charter.articles.values_list("title", flat=True)) == ["Un seul article"]
    actions.sign_charter(charter, by=cast.outsider)
    with pytest.raises(PermissionDenied, match="it no longer changes"):
        actions.change_charter(charter, by=cast.outsider, articles=[])
    assert charter.articles.count() == 1


@pytest.mark.parametrize("who", ["awa", "steward", "neighbour", "visitor"])
def test_somebody_from_elsewhere_neither_changes_nor_signs(cast: Cast, idea, who: str) -> None:
    charter = charter_in_force(idea)
    with pytest.raises(PermissionDenied):
        actions.change_charter(charter, by=cast.person(who), articles=[])
    with pytest.raises(PermissionDenied):
        actions.sign_charter(charter, by=cast.person(who))


def test_one_signs_once(cast: Cast, idea) -> None:
    charter = charter_in_force(idea)
    actions.sign_charter(charter, by=cast.outsider)
    with pytest.raises(PermissionDenied, match="already signed"):
        actions.sign_charter(charter, by=cast.outsider)
