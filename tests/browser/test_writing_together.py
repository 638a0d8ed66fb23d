"""Two people write in the same document, with the keyboard, and nothing of either is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Window
from tests.browser.example_cast import becomes
from tests.browser.looks import accessibility_faults


@pytest.fixture
def two_windows(example, open_window):
    """Fatou and Denis, both in front of the document CP AOC is writing."""
    windows = []
    for name in ("Fatou Sarr", "Denis Wagner"):
        window = open_window(example)
        becomes(window, name)
        window.go("/c/cp-aoc/production/")
        window.page.locator(".shelf-document a").first.click()
        windows.append(window)
    return windows


def first_block(page: Page) -> str:
    return str(page.locator(".block").first.get_attribute("id"))


def edits_the_first_block(window: Window, text: str) -> None:
    window.page.locator(".block").first.get_by_role("link", name="Modifier").click()
    window.page.fill("[name=body]", text)


def saves(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def test_the_second_to_save_reads_both_texts_and_makes_one(two_windows):
    fatou, denis = two_windows
    edits_the_first_block(fatou, "Le texte de Fatou.")
    edits_the_first_block(denis, "Le texte de Denis.")
    saves(fatou.page)
    saves(denis.page)
    assert denis.page.get_by_role("heading", level=1).inner_text() == "Deux textes pour un même bloc"
    assert denis.page.locator("mark").all_inner_texts() == ["Fatou.", "Denis."]
    assert accessibility_faults(denis.page) == []
    denis.page.fill("textarea[name=body]", "Le texte de Fatou, et celui de Denis.")
    denis.page.get_by_role("button", name="Enregistrer ce texte").click()
    assert "Le texte de Fatou, et celui de Denis." in denis.page.locator(".block").first.inner_text()
    denis.complaints.clear()  # Chromium says the 409 of the conflict aloud


def test_a_block_moves_by_keyboard_and_the_focus_stays_on_it(two_windows):
    page = two_windows[0].page
    moved = first_block(page)
    page.locator(f"#down-{moved[1:]}").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".block").nth(1)).to_have_id(moved)
    assert page.evaluate("document.activeElement.id") == f"down-{moved[1:]}"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".block").first).to_have_id(moved)


def test_a_block_taken_out_says_so_and_comes_back(two_windows):
    page = two_windows[0].page
    gone = first_block(page)
    page.locator(f"#{gone}").get_by_role("button", name="Retirer").click()
    page.get_by_text("Le bloc est retiré.").wait_for()
    assert "Le bloc est retiré." in page.evaluate("document.activeElement.textContent")
    page.locator(".removed summary").click()
    page.get_by_role("button", name="Le remettre").first.click()
    page.get_by_text("Le bloc est de retour").wait_for()
    assert first_block(page) == gone


def test_what_one_types_waits_for_the_next_visit(two_windows):
    page = two_windows[1].page
    edits_the_first_block(two_windows[1], "Une phrase que je n’ai pas finie")
    address = page.url
    page.get_by_text("Enregistré à").wait_for()
    page.goto(address)
    page.get_by_role("link", name="Le reprendre").click()
    assert page.locator("[name=body]").input_value() == "Une phrase que je n’ai pas finie"


def test_words_that_wait_for_the_network_wait_for_whoever_wrote_them(two_windows):
    fatou, _denis = two_windows
    fatou.page.locator(".block").first.get_by_role("link", name="Modifier").click()
    fatou.page.context.set_offline(True)
    fatou.page.fill("[name=body]", "Sans réseau.")
    expect(fatou.page.locator("[data-autosave-status]")).to_contain_text("réseau")
    key = fatou.page.evaluate("localStorage.key(0)")
    assert key.startswith(f"tresse:{fatou.page.evaluate('document.body.dataset.person')}:/c/cp-aoc/")
    fatou.page.context.set_offline(False)
    fatou.complaints.clear()  # Chromium says aloud that there was no network
