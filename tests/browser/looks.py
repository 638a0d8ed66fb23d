"""What every page must pass: nothing for axe to say, no sideways scroll on a narrow phone, its budget of bytes."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import Window

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Cold, compressed, everything counted (docs/performance.md): bytes, requests.
PUBLIC_BUDGET = (50_000, 8)
SIGNED_IN_BUDGET = (80_000, 8)


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds, one line for each rule and place."""
    page.evaluate(_axe())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [
        f"{fault['id']}: {' '.join(node['target'][0:1])} {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@cache
def _axe() -> str:
    return AXE.read_text()


def scrolls_sideways(page: Page) -> list[str]:
    """The elements that stick out of a window 320 px wide, if the page scrolls sideways there."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    sticking_out: list[str] = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > 321)
            .map(element => element.tagName.toLowerCase() + '.' + element.className).slice(0, 5)"""
    )
    if before:
        page.set_viewport_size(before)
    return sticking_out


def weight(opened: Window) -> tuple[int, int]:
    """Bytes and requests since the window was opened."""
    opened.page.wait_for_load_state("networkidle")
    return sum(opened.transferred), len(opened.transferred)
