"""A person at their browser, who signs up, fills in forms and presses buttons."""

import re
import sqlite3
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Response

from tests.browser.chromium import Window
from tests.browser.site import Site


class Somebody:
    def __init__(self, site: Site, window: Window, name: str = "", email: str = "") -> None:
        self.site = site
        self.window = window
        self.page = window.page
        self.name = name
        self.email = email or f"{name.split()[0].lower()}@example.org"

    def goes_to(self, address: str) -> Response:
        answer = self.window.go(address)
        assert answer.status == 200, f"{answer.status} {address}\n{self.site.says()}"
        return answer

    def signs_up(self, at: str = "/accounts/signup/?next=/agenda/") -> None:
        """With a name and an address, then the code that comes by mail."""
        self.goes_to(at)
        self.fills(name=self.name, email=self.email)
        self.presses()
        self._gives_the_code()

    def signs_in(self, at: str = "/accounts/login/code/?next=/agenda/") -> None:
        """With a code that comes by mail."""
        self.goes_to(at)
        self.fills(email=self.email)
        self.presses()
        self._gives_the_code()

    def _gives_the_code(self) -> None:
        code = self.finds_in_mail(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})?)\s*$")
        self.fills(code=code)
        self.presses()

    def finds_in_mail(self, pattern: str) -> str:
        """What the last letter that holds it says."""
        found: list[str] = []

        def look() -> bool:
            found[:] = [match[1] for text in self.letters() if (match := re.search(pattern, text, re.MULTILINE))]
            return bool(found)

        eventually(look, f"no mail to {self.email} says {pattern}: {self.letters()}")
        return found[0]

    def letters(self) -> list[str]:
        """The mails written to this person, the last one first."""
        return self._mail("text")

    def enclosures(self) -> list[str]:
        """What came with them."""
        return self._mail("attachments")

    def _mail(self, part: str) -> list[str]:
        with sqlite3.connect(self.site.data / "tresse.sqlite3") as database:
            asked = f'SELECT {part} FROM core_outgoingmail WHERE "to" = ? ORDER BY id DESC'
            return [said for (said,) in database.execute(asked, [self.email])]

    def fills(self, **fields: object) -> None:
        """Fill fields in by their names; `strands-0-title` is written `strands_0_title`."""
        for name, value in fields.items():
            self._fill(self._field(name), value)

    def _field(self, name: str) -> Locator:
        main = self.page.locator("main")
        for written in (name, re.sub(r"_(\d+)_", r"-\1-", name)):
            field = main.locator(f"[name='{written}']:not([type=hidden])")
            if field.count():
                return field
        raise AssertionError(f"no field « {name} » on {self.page.url}")

    def _fill(self, field: Locator, value: object) -> None:
        kind = field.first.evaluate("field => field.type")
        if isinstance(value, list):
            for name in value:
                self.page.locator("main").get_by_label(name).check()
        elif kind == "radio":
            field.and_(self.page.locator(f"[value='{value}']")).check()
        elif kind == "checkbox":
            field.first.set_checked(bool(value))
        elif kind == "select-one":
            self._choose(field.first, str(value))
        else:
            field.first.fill(str(value))

    def _choose(self, field: Locator, value: str) -> None:
        """By what the choice is called, or by its value."""
        called = field.locator("option", has_text=value)
        field.select_option(value=called.first.get_attribute("value") if called.count() else value)

    def presses(self, button: str = "", *, form: str = "", within: str = "", expecting: int = 200) -> Response:
        """Press a button: the one that says so, or the first of a form, by the end of its address or by its place."""
        place = self.page.locator(within or (f"main form[action$='{form}']" if form else "main form[method=post]"))
        buttons = place.get_by_role("button", name=button) if button else place.locator("button:not([disabled])")
        pressed = buttons.first
        answer = self._swaps(pressed) if self._is_swapped(pressed) else self._leaves(pressed)
        assert answer.status == expecting, f"{answer.status} {answer.url}\n{self.reads()}\n{self.site.says()}"
        return answer

    def _is_swapped(self, button: Locator) -> bool:
        """With JavaScript, some buttons change a part of the page instead of leaving it."""
        return self.window.javascript and bool(button.evaluate("button => !!button.closest('[hx-post]')"))

    def _swaps(self, button: Locator) -> Response:
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            button.click()
        self.page.locator(".htmx-request, .htmx-settling").first.wait_for(state="detached")
        return answered.value

    def _leaves(self, button: Locator) -> Response:
        with self.page.expect_navigation() as navigation:
            button.click()
        assert navigation.value is not None
        return navigation.value

    def follows(self, link: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=link).first.click()

    def reads(self) -> str:
        """The words of the page."""
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.site.url)


def eventually(condition: Callable[[], bool], otherwise: str, seconds: float = 15) -> None:
    """Wait for what the worker does in its own time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
