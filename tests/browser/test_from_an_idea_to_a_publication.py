"""From two people with an idea to a publication in the library: the whole life of a cycle, in real browsers.

Once as most people do, once without JavaScript: every step is a page and a form.
"""

from datetime import date, timedelta

import pytest

from tests.browser.somebody import Somebody


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_an_idea_to_a_publication(empty, open_window, javascript):
    def arrives(name: str) -> Somebody:
        email = f"{name.split()[0].lower()}.{'js' if javascript else 'plain'}@example.org"
        return Somebody(empty, open_window(empty, javascript=javascript), name, email)

    nour, paul = arrives("Nour Haddad"), arrives("Paul Martin")
    nour.signs_up()
    slug = founds(nour, f"CP Récits {'vifs' if javascript else 'sobres'}")
    is_stopped_alone(nour, slug)
    joins(paul, nour, slug)
    for person in (nour, paul):
        signs_and_co_facilitates(person, slug)
    nour.goes_to(f"/c/{slug}/founding/")
    nour.presses(form="/beginning/")
    cycle = opens_a_cycle(nour, slug)
    assert cycle


def founds(person: Somebody, name: str) -> str:
    """Two strands with two objectives; answers with the address of the community."""
    person.goes_to("/found/")
    person.fills(
        name=name,
        purpose="Apprendre à raconter ce que nos projets changent, sans enjoliver.",
        practice="Recueillir des récits auprès des personnes concernées",
        other_organisation="Rives communes",
    )
    titles = person.page.locator("main [name$='-title']")
    objectives = person.page.locator("main [name$='-objective_key']")
    for index, (title, objective) in enumerate([("Échange", "exploration"), ("Essais", "experimentation")]):
        titles.nth(index).fill(title)
        objectives.nth(index).select_option(value=objective)
    person.presses()
    assert "/c/" in person.path
    return person.path.split("/")[2]


def is_stopped_alone(person: Somebody, slug: str) -> None:
    """Alone, nothing begins: the page says what is missing (E3)."""
    signs_and_co_facilitates(person, slug)
    person.goes_to(f"/c/{slug}/founding/")
    begin = person.page.locator("main form[action$='/beginning/'] button")
    assert begin.get_attribute("aria-disabled") == "true"
    assert person.page.locator("main form[action$='/beginning/']").inner_text().strip() != begin.inner_text()


def joins(person: Somebody, who_invites: Somebody, slug: str) -> None:
    """By the link of an invitation, from another organisation."""
    who_invites.goes_to(f"/c/{slug}/members/invitation/")
    who_invites.fills(email=person.email, name=person.name, word="On s'y met ?")
    who_invites.presses()
    invitation = person.finds_in_mail(r"(/i/[\w-]+/)")
    person.goes_to(invitation)
    person.signs_up(at=f"/accounts/signup/?next={invitation}")
    person.goes_to(invitation)
    person.fills(other_organisation="Passerelles Sud")
    person.presses()


def signs_and_co_facilitates(person: Somebody, slug: str) -> None:
    person.goes_to(f"/c/{slug}/charter/")
    if person.page.locator("main form[action$='/charter/signature/']").count():
        person.presses(form="/charter/signature/")
    person.goes_to(f"/c/{slug}/founding/")
    if person.page.locator("main form[action$='/mandates/founding/']").count():
        person.presses(form="/mandates/founding/")


def opens_a_cycle(person: Somebody, slug: str) -> str:
    """Prepared with a hole, which the page names; then whole, and open. Answers with its address."""
    person.goes_to(f"/c/{slug}/")
    prepare = person.page.locator("main a[href*='/strands/'][href$='/cycle/']").first.get_attribute("href")
    assert prepare
    person.goes_to(prepare)
    today = date.today()
    person.fills(question="", starts_on=today, ends_on=today + timedelta(days=150))
    person.presses()
    cycle = person.path
    assert person.page.locator(".gate--missing").count() > 0
    person.goes_to(prepare)
    person.fills(question="Qui raconte, et à qui ?", intended_document="Carnet de récits")
    person.presses()
    assert person.page.locator(".gate--missing").count() == 0
    person.presses(form="/opening/")
    return cycle
