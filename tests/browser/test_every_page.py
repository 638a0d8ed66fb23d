"""Every page anybody can walk to: nothing for axe to say, no sideways scroll on a small phone, within its budget."""

import pytest

from tests.browser.chromium import Window
from tests.browser.example_cast import becomes, cast_of_the_example
from tests.browser.looks import (
    PUBLIC_BUDGET,
    SIGNED_IN_BUDGET,
    accessibility_faults,
    scrolls_sideways,
    weight,
)
from tests.browser.walk import walk

A_FEW = 8  # addresses; there are many more, but fewer would mean that the walk has lost its way


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_a_visitor_are_accessible_and_fit_a_small_phone(example, open_window, theme):
    assert faults_on_every_page(open_window(example, theme=theme)) == {}


@pytest.mark.parametrize("number", range(3))
def test_the_pages_of_the_cast_are_accessible_and_fit_a_small_phone(example, open_window, number):
    """The first three the example names; the theme alternates, so that both are seen."""
    window = open_window(example, theme=("dark", "light")[number % 2])
    becomes(window, cast_of_the_example(window)[number])
    assert faults_on_every_page(window) == {}


def test_the_pages_of_a_visitor_hold_their_budget(example, open_window):
    assert pages_too_heavy(example, open_window, "", PUBLIC_BUDGET) == {}


def test_the_pages_of_somebody_signed_in_hold_their_budget(example, open_window):
    window = open_window(example)
    name = cast_of_the_example(window)[0]
    assert pages_too_heavy(example, open_window, name, SIGNED_IN_BUDGET) == {}


def faults_on_every_page(window: Window) -> dict[str, list[str]]:
    faults = {
        f"{page} {page.path}": accessibility_faults(window.page) + scrolls_sideways(window.page)
        for page in walk(window)
    }
    assert len(faults) >= A_FEW, f"hardly any page was reached: {sorted(faults)}"
    return {page: found for page, found in faults.items() if found}


def pages_too_heavy(example, open_window, name: str, budget: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """Each page opened in a window that has seen nothing yet, with the cookie of this person."""
    first = open_window(example)
    if name:
        becomes(first, name)
    paths = {str(page): page.path for page in walk(first)}
    weights = {}
    for page, path in paths.items():
        window = open_window(example)
        window.context.add_cookies(first.context.cookies())
        window.go(path)
        weights[page] = weight(window)
        window.close()
    assert len(weights) >= A_FEW
    return {page: found for page, found in weights.items() if found[0] > budget[0] or found[1] > budget[1]}
