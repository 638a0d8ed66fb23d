"""Everything with the keyboard alone: where one is stays visible, and one gets everywhere."""

from playwright.sync_api import Page

from tests.browser.example_cast import becomes, cast_of_the_example

MOST_STEPS = 120


def test_a_visitor_goes_from_the_home_page_to_a_publication(example, open_window):
    page = open_window(example).page
    page.goto(example.url)
    goes_with_tab_to(page, "a[href='/library/']")
    enters(page)
    goes_with_tab_to(page, "main a[href^='/p/']")
    enters(page)
    assert page.locator("main h1").count() == 1
    assert "/p/" in page.url


def test_the_first_stop_leads_past_the_header(example, open_window):
    page = open_window(example).page
    page.goto(example.url)
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert target.startswith("#")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_a_member_founds_a_community(example, open_window):
    window = open_window(example)
    becomes(window, cast_of_the_example(window)[4])
    page = window.page
    window.go("/found/")
    for name, words in (("name", "CP Clavier"), ("purpose", "Faire sans souris."), ("practice", "Écrire")):
        goes_with_tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    goes_with_tab_to(page, "main [name$='-title']")
    page.keyboard.type("Échange")
    goes_with_tab_to(page, "main [name$='-objective_key']")
    page.keyboard.press("ArrowDown")
    goes_with_tab_to(page, "main form[method=post] button")
    enters(page)
    assert page.url.endswith("/founding/")


def goes_with_tab_to(page: Page, place: str) -> None:
    """Press Tab until the focus is there, each stop being visible."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        visible, there = page.evaluate(
            """place => {
                const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
                const seen = here === document.body || (style.outlineStyle !== 'none' && box.width > 0);
                return [seen, here.matches(place)];
            }""",
            place,
        )
        assert visible, (
            f"nothing shows where the focus is: {page.evaluate('document.activeElement.outerHTML')[:200]}"
        )
        if there:
            return
    raise AssertionError(f"the keyboard never comes to {place} on {page.url}")


def enters(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
