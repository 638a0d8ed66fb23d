"""A passkey: added once, it opens the door with one touch; without it, a code still does."""

import dataclasses

from tests.browser.chromium import Window
from tests.browser.conftest import STEWARD
from tests.browser.looks import accessibility_faults
from tests.browser.somebody import Somebody


def test_a_passkey_is_added_opens_the_door_and_locks_nobody_out(empty, open_window):
    # A browser keeps passkeys for names, never for numbers such as 127.0.0.1.
    named = dataclasses.replace(empty, url=empty.url.replace("127.0.0.1", "localhost"))
    sol = Somebody(named, open_window(named), email=STEWARD)
    device(sol.window)
    sol.signs_in(at="/accounts/login/code/?next=/me/profile/")

    sol.goes_to("/accounts/2fa/webauthn/add/")
    assert accessibility_faults(sol.page) == []
    with sol.page.expect_navigation():
        sol.page.locator("#mfa_webauthn_add").click()
    assert sol.page.locator("main .ruled li").count() == 1

    leaves(sol)
    sol.goes_to("/accounts/login/?next=/me/profile/")
    sol.page.locator("summary").last.click()
    with sol.page.expect_navigation():
        sol.page.locator("#passkey_login").click()
    assert is_in(sol)

    leaves(sol)
    sol.signs_in(at="/accounts/login/code/?next=/me/profile/")
    assert is_in(sol)


def test_a_device_that_says_no_is_told_on_the_page(empty, open_window):
    named = dataclasses.replace(empty, url=empty.url.replace("127.0.0.1", "localhost"))
    sol = Somebody(named, open_window(named), email=STEWARD)
    device(sol.window, recognises_its_owner=False)
    sol.goes_to("/accounts/login/?next=/me/profile/")
    sol.page.locator("summary").last.click()
    sol.page.locator("#passkey_login").click()
    fault = sol.page.locator("[data-passkey-fault]")
    fault.wait_for(state="visible")
    assert fault.inner_text() != ""
    assert not is_in(sol)


def device(window: Window, *, recognises_its_owner: bool = True) -> None:
    """The window's machine has a fingerprint reader, as Chromium pretends one."""
    wire = window.context.new_cdp_session(window.page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": recognises_its_owner,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def leaves(person: Somebody) -> None:
    person.window.context.clear_cookies()


def is_in(person: Somebody) -> bool:
    person.window.go("/me/profile/")
    return person.path == "/me/profile/"
