"""A visitor of the example network: sees what the communities are, and takes home what one of them made."""

import re

import pytest

from tests.browser.somebody import eventually


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_visitor_comes_to_know_the_network(example, open_window, javascript):
    visitor = open_window(example, javascript=javascript)
    page = visitor.page
    visitor.go("/")
    communities = set(page.locator("main a[href^='/c/cp-']").all_inner_texts())
    assert {"CP Genre", "CP ECSI", "CP AOC", "CP MADAC", "CP Capitalisation"} <= communities

    page.locator("main a[href='/c/cp-genre/']").first.click()
    assert page.locator("main section.strand").count() == 2
    assert set(
        page.locator("main section.strand").evaluate_all("all => all.map(one => one.dataset.objective)")
    ) == {
        "exploration",
        "experimentation",
    }
    told = page.locator("main").inner_text()
    assert re.search(r"Coanimation.*jusqu’au", told), told

    page.locator("main a[href^='/p/']").first.click()
    assert page.locator("main h1").count() == 1
    assert "Creative Commons" in page.locator("main").inner_text()
    pdf = visitor.home + str(page.locator("main a[href$='.pdf']").first.get_attribute("href"))
    eventually(lambda: visitor.context.request.get(pdf).body()[:5] == b"%PDF-", "the PDF was not typeset", 60)
    assert visitor.context.cookies() == []


def test_the_agenda_announces_open_sessions_alone(example, open_window):
    page = open_window(example).page
    page.goto(f"{example.url}/agenda/")
    links = page.locator("main a[href*='/m/'][href$='/']").evaluate_all("links => links.map(link => link.href)")
    assert links != []
    for link in set(links):
        answer = page.goto(link)
        assert answer is not None
        assert answer.status == 200
