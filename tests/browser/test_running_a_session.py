"""A session is run from a phone: two others watch, one of them loses the network, and nobody is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Window
from tests.browser.example_cast import becomes
from tests.browser.looks import accessibility_faults, scrolls_sideways
from tests.browser.somebody import Somebody

SOON = 12_000  # a page that watches asks every four seconds


@pytest.fixture
def awa(example, open_window) -> Somebody:
    """She co-facilitates CP Genre, and has called a session that is about to begin."""
    awa = _somebody(example, open_window, "Awa Ndiaye", width=360)
    begins = datetime.now(UTC) + timedelta(minutes=50)  # by the clocks of Dakar, where she lives
    ends = begins + timedelta(hours=2)
    awa.goes_to("/c/cp-genre/m/new/")
    awa.fills(title="Nos réunions", day=begins.date(), begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    if ends.date() != begins.date():
        awa.fills(last_day=ends.date())
    awa.fills(time_zone="Africa/Dakar", agenda_0_method_key="troika", agenda_0_minutes="30")
    awa.fills(agenda_4_method_key="check_out", agenda_4_minutes="10")
    awa.presses(within="main form.stack")
    return awa


@pytest.fixture
def camille(awa, example, open_window) -> Somebody:
    return _at(_somebody(example, open_window, "Camille Roussel"), awa)


@pytest.fixture
def julien(awa, example, open_window) -> Somebody:
    return _at(_somebody(example, open_window, "Julien Perrin", width=360), awa)


def _somebody(example, open_window, name: str, **how: object) -> Somebody:
    window: Window = open_window(example, **how)
    becomes(window, name)
    return Somebody(example, window, name)


def _at(somebody: Somebody, awa: Somebody) -> Somebody:
    somebody.goes_to(f"{awa.path.partition('#')[0]}run/")
    return somebody


def step(somebody: Somebody) -> str:
    return somebody.page.locator("#step").inner_text()


def goes_on(awa: Somebody) -> str:
    """Awa presses « next »; the step that is then shown."""
    seen = awa.page.locator("#now").get_attribute("data-run")
    awa.page.locator("#run-next").click()
    expect(awa.page.locator("#now")).not_to_have_attribute("data-run", str(seen))
    return step(awa)


def clock_moves(page: Page) -> bool:
    clock = page.locator("[data-clock]")
    before = clock.inner_text()
    expect(clock).not_to_have_text(before, timeout=3_000)
    return True


def test_everybody_sees_the_step_and_the_clock_goes_on_without_a_network(awa, camille, julien):
    awa.presses(within="#role-facilitates")
    assert "Awa Ndiaye" in awa.page.locator("#role-facilitates").inner_text()
    _at(awa, awa)
    for window in (awa, camille):
        assert accessibility_faults(window.page) == []
        assert scrolls_sideways(window.page) == []
    assert camille.page.locator("#run-next").count() == 0

    camille.page.evaluate("window.stays = true")
    first = goes_on(awa)
    for watcher in (camille, julien):
        expect(watcher.page.locator("#step")).to_have_text(first, timeout=SOON)
    assert clock_moves(awa.page)
    assert clock_moves(julien.page)
    assert accessibility_faults(awa.page) == []

    julien.window.context.set_offline(True)
    expect(julien.page.locator("[data-offline]")).to_be_visible(timeout=SOON)
    second = goes_on(awa)
    awa.page.locator("#run-5").click()
    expect(awa.page.locator("#now")).to_have_attribute("data-run", "2.5")
    expect(camille.page.locator("#step")).to_have_text(second, timeout=SOON)
    assert step(julien) == first
    assert clock_moves(julien.page)
    julien.window.complaints.clear()  # Chromium says aloud that there is no network
    julien.window.context.set_offline(False)
    expect(julien.page.locator("#step")).to_have_text(second, timeout=SOON)
    expect(julien.page.locator("[data-offline]")).to_be_hidden(timeout=SOON)
    julien.window.complaints.clear()

    assert awa.page.evaluate("document.activeElement.id") == "run-5"
    awa.page.reload()
    assert step(awa) == second
    for _step in range(3):
        goes_on(awa)
    awa.page.locator("#run-previous").click()
    expect(awa.page.locator("#now")).to_have_attribute("data-run", "6.0")
    expect(camille.page.locator("#step")).to_have_text(step(awa), timeout=SOON)
    awa.page.locator("#run-end").click()
    expect(awa.page.locator("#run-next")).to_have_count(0)
    expect(camille.page.locator("#step")).to_have_text(step(awa), timeout=SOON)
    assert camille.page.locator("[data-clock]").count() == 0
    assert camille.page.evaluate("window.stays"), "the page follows by itself, and is never loaded again"


def test_a_server_that_restarts_is_waited_for(awa, camille):
    camille.page.route("**/run/state/*", lambda asked: asked.fulfill(status=502))
    expect(camille.page.locator("[data-offline]")).to_be_visible(timeout=SOON)
    assert camille.page.locator(".messages .notice").count() == 0
    assert camille.page.locator(".run-all").get_attribute("open") is not None
    camille.page.unroute("**/run/state/*")
    expect(camille.page.locator("[data-offline]")).to_be_hidden(timeout=SOON)
    camille.window.complaints.clear()  # Chromium says the 502 aloud


def test_it_is_run_without_javascript(awa, example, open_window):
    claire = _somebody(example, open_window, "Claire Marchetti", javascript=False)
    _at(claire, awa)
    claire.page.locator("#run-next").click()
    first = step(claire)
    claire.page.locator("#run-2").click()
    claire.page.locator("#run-next").click()
    assert step(claire) != first
    claire.page.locator("#run-previous").click()
    assert step(claire) == first


def test_groups_are_drawn_at_a_stroke(awa):
    awa.goes_to(f"{awa.path.partition('#')[0]}groups/")
    for box in awa.page.locator("[name=people]").all()[:7]:
        box.check()
    awa.presses(within="main form.draw-form")
    assert [len(names.split("\n")) - 1 for names in awa.page.locator(".group").all_inner_texts()] == [4, 3]
    assert accessibility_faults(awa.page) == []
    assert scrolls_sideways(awa.page) == []
