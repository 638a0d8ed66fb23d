"""The components, as a browser shows them and as its scripts move them."""

import json

import pytest
from playwright.sync_api import Route

from tests.browser.chromium import Window
from tests.browser.looks import accessibility_faults, scrolls_sideways

KEPT = "/design/kept/"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_is_accessible_and_fits_a_small_phone(empty, open_window, theme):
    window = open_window(empty, theme=theme)
    window.go("/design/")
    assert accessibility_faults(window.page) + scrolls_sideways(window.page) == []


def test_everything_is_reached_by_keyboard_and_seen_to_be(empty, open_window):
    page = open_window(empty).page
    page.goto(f"{empty.url}/source/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("getComputedStyle(document.activeElement).outlineStyle + document.activeElement.tagName")
        )
    assert {place for place in reached if not place.startswith("solid") and not place.endswith("BODY")} == set()


def test_what_one_types_is_kept_by_itself(empty, open_window):
    sent: list[str] = []
    page = at_the_form(empty, open_window, lambda route: keep(route, sent)).page
    page.fill("#kept", "Nous avons essayé.")
    page.get_by_text("Enregistré à").wait_for()
    assert len(sent) == 1
    assert "Nous avons essayé." in sent[0]
    assert page.locator("[name=version]").input_value() == "2"


def test_without_a_network_words_wait_in_the_browser_and_come_back(empty, open_window):
    window = at_the_form(empty, open_window, lambda route: route.abort())
    page = window.page
    page.fill("#kept", "Écrit dans le train.")
    page.get_by_text("Pas de réseau").wait_for()
    sent: list[str] = []
    page.unroute(f"**{KEPT}")
    page.route(f"**{KEPT}", lambda route: keep(route, sent))
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator("#kept").input_value() == "Écrit dans le train."
    page.get_by_text("Enregistré à").wait_for()
    assert "Écrit dans le train." in sent[0]
    window.complaints.clear()  # the network was taken away on purpose


def test_when_it_cannot_be_kept_the_reason_is_said_and_the_words_stay(empty, open_window):
    refusal = json.dumps({"sentence": "Quelqu’un l’a changé entre-temps."})
    window = at_the_form(empty, open_window, lambda route: route.fulfill(status=409, body=refusal))
    page = window.page
    page.fill("#kept", "Ma version.")
    page.get_by_text("Quelqu’un l’a changé entre-temps.").wait_for()
    assert page.locator("#kept").input_value() == "Ma version."
    window.complaints.clear()  # refused on purpose


def at_the_form(empty, open_window, answer) -> Window:
    window = open_window(empty)
    window.go("/design/")
    window.page.route(f"**{KEPT}", answer)
    return window


def keep(route: Route, sent: list[str]) -> None:
    sent.append(route.request.post_data_buffer.decode())
    route.fulfill(json={"fields": {"version": "2"}})


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_whatever_the_theme(empty, open_window, theme):
    window = open_window(empty, theme=theme)
    window.go("/design/")
    window.page.emulate_media(media="print", color_scheme=theme)
    colours = window.page.evaluate(
        "['backgroundColor', 'color'].map(what => getComputedStyle(document.documentElement)[what])"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert window.page.locator("form, .button").locator("visible=true").count() == 0
