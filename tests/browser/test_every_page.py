"""Every page anybody can walk to: nothing for axe to say, no sideways scroll on a small phone, within its budget."""

import pytest

from tests.browser.looks import PUBLIC_BUDGET, accessibility_faults, scrolls_sideways, weight
from tests.browser.walk import walk


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_visitors_pages_are_accessible_and_fit_a_small_phone(example, open_window, theme):
    window = open_window(example, theme=theme)
    faults = {str(page): accessibility_faults(window.page) + scrolls_sideways(window.page) for page in walk(window)}
    assert {page: found for page, found in faults.items() if found} == {}


def test_a_visitors_pages_hold_their_budget(example, open_window):
    pages = list(walk(open_window(example)))
    weights = {}
    for page in pages:
        window = open_window(example)
        window.go(page.path)
        weights[str(page)] = weight(window)
        window.close()
    bytes_allowed, requests_allowed = PUBLIC_BUDGET
    assert {page: w for page, w in weights.items() if w[0] > bytes_allowed or w[1] > requests_allowed} == {}
