"""Every pair of colours that is used together can be read, in both themes (WCAG 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static/ui/css/tokens.css").read_text()
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", part)) for part in TOKENS.split("@media"))

GROUNDS = ("paper", "sheet", "shade")
DYES = ("exploration", "experimentation", "operationalisation")
TEXT = [
    *[(ink, ground) for ink in ("ink", "quiet", "link", "danger", "good", *DYES) for ground in GROUNDS],
    *[(ink, f"{dye}-shade") for dye in DYES for ink in ("ink", "quiet", "link", dye)],
    *[(ink, f"{state}-shade") for state in ("danger", "good") for ink in ("ink", "quiet", "link", state)],
    ("on-action", "action"),
    ("on-action", "action-over"),
    ("on-danger", "danger"),
    ("paper", "ink"),
]
MARKS = [(mark, ground) for mark in ("edge", "focus", "action", "danger", "good", *DYES) for ground in GROUNDS]


@pytest.mark.parametrize("theme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (MARKS, 3.0)], ids=["text", "marks"])
def test_colours_used_together_can_be_told_apart(theme, pairs, least):
    ratios = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


def test_the_dark_theme_says_every_colour_again():
    assert set(DARK) == set(LIGHT)


def test_contrast_is_computed_as_the_rule_says():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
