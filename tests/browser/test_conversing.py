"""A conversation by a page: what one was writing survives the network, and nothing of it needs a script."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Error, expect

from tests.browser.example_cast import becomes
from tests.browser.looks import accessibility_faults, scrolls_sideways
from tests.browser.somebody import Somebody

WORDS = "Chez nous, c'est la trésorière qui a relu la grille, et rien n'est resté."


@pytest.fixture
def camille(example, open_window) -> Somebody:
    window = open_window(example, width=360)
    becomes(window, "Camille Roussel")
    return Somebody(example, window, "Camille Roussel")


def begins(somebody: Somebody, kind: str, title: str, text: str) -> None:
    somebody.goes_to(f"/c/cp-genre/t/new/{kind}/")
    somebody.fills(title=title, text=text)
    somebody.presses(within="main form.letter-form")


def drafts(somebody: Somebody) -> int:
    return int(somebody.page.evaluate("localStorage.length"))


def test_what_one_was_writing_when_the_network_went_is_there_when_it_comes_back(camille):
    begins(camille, "question", "Qui relit vos grilles ?", "Nous cherchons comment faire.")
    thread = camille.path.partition("#")[0]
    camille.fills(text=WORDS)
    camille.window.context.set_offline(True)
    with pytest.raises(Error):
        camille.presses(within="#answer form")
    camille.window.context.set_offline(False)

    camille.goes_to(thread)
    field = camille.page.locator("#answer textarea")
    expect(field).to_have_value(WORDS)
    camille.presses(within="#answer form")
    assert camille.reads().count("la trésorière qui a relu") == 1
    expect(camille.page.locator("#answer textarea")).to_have_value("")
    assert drafts(camille) == 0
    assert accessibility_faults(camille.page) + scrolls_sideways(camille.page) == []


NEW = "/c/cp-genre/t/new/question/"


def test_on_a_machine_others_use_nothing_of_it_is_left_once_one_has_signed_out(camille):
    camille.goes_to(NEW)
    camille.fills(text=WORDS)
    assert drafts(camille) == 1
    camille.goes_to("/accounts/logout/")
    camille.presses(within="main form[data-forget]")
    assert drafts(camille) == 0
    becomes(camille.window, "Awa Ndiaye")
    camille.goes_to(NEW)
    expect(camille.page.locator("main textarea").first).to_have_value("")


def test_it_waits_for_whoever_wrote_it_when_their_session_ended_by_itself(camille):
    camille.goes_to(NEW)
    camille.fills(text=WORDS)
    camille.window.context.clear_cookies()
    for who, found in (("Awa Ndiaye", ""), ("Camille Roussel", WORDS)):
        becomes(camille.window, who)
        camille.goes_to(NEW)
        expect(camille.page.locator("main textarea").first).to_have_value(found)
    camille.goes_to("/accounts/logout/")
    camille.presses(within="main form[data-forget]")


def test_somebody_without_javascript_tells_what_failed_with_a_picture(example, open_window):
    window = open_window(example, javascript=False)
    becomes(window, "Awa Ndiaye")
    awa = Somebody(example, window, "Awa Ndiaye")
    awa.goes_to("/c/cp-genre/t/new/trial_error/")
    awa.fills(title="La fresque trop longue", text="Trois heures : la moitié du groupe est partie.")
    awa.page.locator("input[type=file]").set_input_files(
        {"name": "fresque.png", "mimeType": "image/png", "buffer": picture()}
    )
    awa.presses(within="main form.letter-form")
    read = awa.reads()
    assert "La fresque trop longue" in read
    assert "fresque" in read
    shown = awa.page.locator(".letters img").first
    assert shown.evaluate("image => image.naturalWidth") > 0


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (1200, 800), "#8a6a00").save(kept, "PNG")
    return kept.getvalue()
