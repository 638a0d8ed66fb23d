"""From people with an idea to a publication in the library: the whole life of a cycle, in real browsers.

Once as most people do, once without JavaScript: every step is a page and a form.
"""

import re
from datetime import date, timedelta

import pytest

from tests.browser.somebody import Somebody

ORGANISATIONS = {
    "Nour Haddad": "Rives communes",
    "Paul Martin": "Passerelles Sud",
    "Lina Costa": "Terres voisines",
    "Omar Diallo": "",
}
KINDS = [
    "text",
    "voice",
    "testimony",
    "landmark",
    "method",
    "tool",
    "exercise",
    "example",
    "resource",
    "trial_error",
]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_an_idea_to_a_publication(empty, open_window, javascript):
    people = [arrives(name, empty, open_window, javascript) for name in ORGANISATIONS]
    nour, paul, lina, omar = people

    nour.signs_up()
    slug = founds(nour, f"CP Récits {'vifs' if javascript else 'sobres'}")
    is_stopped_alone(nour, slug)
    for person in (paul, lina, omar):
        joins(person, nour, slug)
        signs_and_co_facilitates(person, slug)
    nour.goes_to(f"/c/{slug}/founding/")
    nour.presses(form="/beginning/")

    opens_a_cycle(nour, slug)
    announces_a_session(nour, slug, to=paul)
    sessions = [holds_a_session(nour, slug, days_ago, came=["Nour", "Paul", "Lina"]) for days_ago in (2, 1)]

    document = begins_a_document(nour, slug)
    for number, kind in enumerate(KINDS):
        writes_a_block(people[number % 3], document, kind, source=sessions[number % 2], quoted=lina)
    two_people_save_the_same_block(nour, paul, document)
    is_asked_for_their_words(lina)


def arrives(name: str, site, open_window, javascript: bool) -> Somebody:
    email = f"{name.split()[0].lower()}.{'js' if javascript else 'plain'}@example.org"
    return Somebody(site, open_window(site, javascript=javascript), name, email)


def founds(person: Somebody, name: str) -> str:
    """Two strands with two objectives; answers with the address of the community."""
    person.goes_to("/found/")
    person.fills(
        name=name,
        purpose="Apprendre à raconter ce que nos projets changent, sans enjoliver.",
        practice="Recueillir des récits auprès des personnes concernées",
        other_organisation=ORGANISATIONS[person.name],
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
    """Alone, nothing begins: the button is there, with the sentence that says what is missing (E3)."""
    signs_and_co_facilitates(person, slug)
    person.goes_to(f"/c/{slug}/founding/")
    begin = person.page.locator("main form[action$='/beginning/']")
    assert begin.locator("button").get_attribute("aria-disabled") == "true"
    assert len(begin.inner_text()) > len(begin.locator("button").inner_text()) + 20


def joins(person: Somebody, who_invites: Somebody, slug: str) -> None:
    """By the link of an invitation, from an organisation of their own or for themselves."""
    who_invites.goes_to(f"/c/{slug}/members/invitation/")
    who_invites.fills(email=person.email, name=person.name, word="On s'y met ?")
    who_invites.presses()
    invitation = person.finds_in_mail(r"(/i/[\w-]+/)")
    person.signs_up(at=f"/accounts/signup/?next={invitation}")
    person.goes_to(invitation)
    person.fills(other_organisation=ORGANISATIONS[person.name])
    person.presses()


def signs_and_co_facilitates(person: Somebody, slug: str) -> None:
    person.goes_to(f"/c/{slug}/charter/")
    if person.page.locator("main form[action$='/charter/signature/']").count():
        person.presses(form="/charter/signature/")
    person.goes_to(f"/c/{slug}/founding/")
    if person.page.locator("main form[action$='/mandates/founding/']").count():
        person.presses(form="/mandates/founding/")


def opens_a_cycle(person: Somebody, slug: str) -> None:
    """Prepared with a hole, which the page names; then whole, and open."""
    person.goes_to(f"/c/{slug}/")
    prepare = person.page.locator("main a[href*='/strands/'][href$='/cycle/']").first.get_attribute("href")
    assert prepare
    person.goes_to(prepare)
    today = date.today()
    person.fills(question="", starts_on=today, ends_on=today + timedelta(days=150))
    person.presses()
    assert person.page.locator(".gate--missing").count() > 0
    person.goes_to(prepare)
    person.fills(question="Qui raconte, et à qui ?", intended_document="Carnet de récits")
    person.presses()
    assert person.page.locator(".gate--missing").count() == 0
    person.presses(form="/opening/")


def announces_a_session(person: Somebody, slug: str, *, to: Somebody) -> None:
    """Everybody inside receives the invitation, with a file for their calendar, and answers."""
    person.goes_to(f"/c/{slug}/m/new/")
    day = date.today() + timedelta(days=12)
    person.fills(
        title="Raconter un échec",
        day=day,
        begins="14:00",
        ends="16:00",
        link="https://visio.example.org/recits",
        cycle="Qui raconte",
    )
    person.fills(agenda_0_title="Météo d'entrée", agenda_0_minutes=10, agenda_0_method_key="check_in")
    person.presses()
    meeting = to.finds_in_mail(rf"(/c/{slug}/m/\d+/)")
    assert "BEGIN:VCALENDAR" in to.enclosures()[0]
    to.goes_to(meeting)
    to.presses(form="/answer/")


def holds_a_session(person: Somebody, slug: str, days_ago: int, *, came: list[str]) -> str:
    """Written down afterwards: who came, and the minutes. Answers with its title."""
    title = f"Récits d'il y a {days_ago} jour{'s' if days_ago > 1 else ''}"
    person.goes_to(f"/c/{slug}/m/new/")
    day = date.today() - timedelta(days=days_ago)
    person.fills(title=title, day=day, begins="14:00", ends="16:00", cycle="Qui raconte", already_held=True)
    person.presses()
    meeting = person.path.removesuffix("attendance/")
    person.fills(came=came)
    person.presses()
    person.goes_to(f"{meeting}minutes/")
    person.fills(text="# Ce que nous avons entendu\n\n- un récit de Lina\n- une question")
    person.presses()
    return title


def begins_a_document(person: Somebody, slug: str) -> str:
    person.goes_to(f"/c/{slug}/d/new/")
    person.fills(title="Carnet de récits", summary="Ce que dix récits nous ont appris.")
    person.presses()
    return person.path


def writes_a_block(person: Somebody, document: str, kind: str, *, source: str, quoted: Somebody) -> None:
    person.goes_to(f"{document}b/new/{kind}/")
    person.fills(title=f"Bloc {kind}", body=f"Ce que nous gardons, sous la forme « {kind} ».", source=source)
    if person.page.locator("main [name=quoted_name]").count():
        person.fills(quoted_person=quoted.name)
    person.presses(within="main .block-form")
    assert person.path.startswith(document)


def two_people_save_the_same_block(first: Somebody, second: Somebody, document: str) -> None:
    """Nothing is lost: the second is shown both texts, and chooses."""
    first.goes_to(document)
    block = first.page.locator("main .block[data-kind=text] a.gesture").first.get_attribute("href")
    assert block
    for person in (first, second):
        person.goes_to(block)
        person.fills(body=f"Le texte de {person.name}.")
    first.presses(within="main .block-form")
    second.presses(within="main .block-form", expecting=409)
    assert f"Le texte de {first.name}." in second.reads()
    assert f"Le texte de {second.name}." in second.reads()
    second.page.locator("main form").last.locator("[name=body]").fill("Le texte de tous les deux.")
    second.presses(within="main form:has(textarea[name=body])")
    first.goes_to(document)
    assert "Le texte de tous les deux." in first.reads()


def is_asked_for_their_words(person: Somebody) -> None:
    """On the exact words, by a link of their own; they say how they want to be named."""
    for address in sorted({link for text in person.letters() for link in re.findall(r"/a/[\w-]+/", text)}):
        person.goes_to(address)
        person.fills(answer="yes", attribution="role", role="Chargée de projet")
        person.presses()
