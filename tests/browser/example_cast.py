"""The people of the example network, and how one becomes them there."""

from django.urls import reverse

from tests.browser.chromium import Window


def cast_of_the_example(opened: Window) -> list[str]:
    """Their names, as their page lists them."""
    opened.go(reverse("demo:cast"))
    return opened.page.locator("main li h2").all_inner_texts()


def becomes(opened: Window, name: str) -> None:
    """From now on this window is that person's."""
    opened.go(reverse("demo:cast"))
    person = opened.page.locator("main li").filter(has=opened.page.get_by_role("heading", name=name, exact=True))
    with opened.page.expect_navigation():
        person.locator("form button").first.click()
