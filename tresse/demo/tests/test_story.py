"""What one may write in the example, and how a mistake in it is told."""

import re
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from tresse.demo import plans, story

# Before a mark of emphasis the page itself sets the sign.
BEFORE_A_SIGN = re.compile(r"\w [;!?»](?!\*)|« | :(?:\s|$)")


def test_an_unknown_word_is_told_with_its_place() -> None:
    with pytest.raises(
        story.Misread, match=r"cp-x\.yaml: nobody knows the word « colour ». Known here: title, objective"
    ):
        story.shaped(plans.StrandSketch, {"title": "A", "objective": "exploration", "colour": "blue"}, "cp-x.yaml")


def test_a_missing_word_is_told_with_its_place() -> None:
    with pytest.raises(story.Misread, match=r"cp-x\.yaml: the word « objective » is missing"):
        story.shaped(plans.StrandSketch, {"title": "A"}, "cp-x.yaml")


def test_a_word_of_the_wrong_shape_is_told_with_its_place() -> None:
    with pytest.raises(story.Misread, match=r"cp-x\.yaml, by: 'awa' does not fit here"):
        story.shaped(plans.FoundingPlan, {"day": -3, "by": "awa"}, "cp-x.yaml")
    with pytest.raises(story.Misread, match="x, speaker: 3 does not fit here"):
        story.shaped(plans.BlockPlan, {"kind": "a", "by": "b", "session": 1, "body": "c", "speaker": 3}, "x")


def test_an_item_of_the_agenda_is_written_on_a_line() -> None:
    moment = story.shaped(plans.Moment, [10, "check_in", "Météo"], "x")
    assert moment == plans.Moment(minutes=10, method="check_in", title="Météo", led_by="")


def test_lines_are_joined_into_paragraphs_and_lists_are_kept() -> None:
    written = "Une ligne\nqui continue.\n\n- un ;\n- deux\n  encore.\n\n1. trois\n2. quatre\n\n| a |\n| - |"
    assert story._printed(written) == (
        "Une ligne qui continue.\n\n- un\u202f;\n- deux encore.\n\n1. trois\n2. quatre\n\n| a |\n| - |"
    )


def test_everything_is_set_as_french_is_printed() -> None:
    badly_set = [
        text
        for plan in [story.setting(), *story.communities()]
        for text in _texts(plan)
        if BEFORE_A_SIGN.search(text)
    ]
    assert badly_set == []


def _texts(value: Any) -> list[str]:
    if is_dataclass(value):
        return [text for each in fields(value) for text in _texts(getattr(value, each.name))]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []
