"""From people with an idea to a publication in the library: the whole life of a cycle, in real browsers.

Once as most people do, once without JavaScript: every step is a page and a form.
"""

import re
from datetime import date, timedelta

import pytest

from tests.browser.chromium import Window
from tests.browser.somebody import Somebody, eventually

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

    cycle = opens_a_cycle(nour, slug, "Échange", "Qui raconte, et à qui ?")
    announces_a_session(nour, slug, to=paul)
    sessions = [holds_a_session(nour, slug, days_ago, came=["Nour", "Paul", "Lina"]) for days_ago in (2, 1)]

    document = begins_a_document(nour, slug)
    for number, kind in enumerate(KINDS):
        writes_a_block(people[number % 3], document, kind, source=sessions[number % 2], quoted=lina)
    two_people_save_the_same_block(nour, paul, document)
    is_reread(document, written_by=nour, reread_by=omar)
    says_yes_to_their_words(lina)
    is_asked_again_when_they_change(lina, nour, document)
    publication = two_publish(document, nour, paul)
    anybody_reads(publication, open_window(empty, javascript=javascript))

    ends(cycle, nour, paul, ending="accomplished")
    failed = opens_a_cycle(nour, slug, "Essais", "Un récit change-t-il une décision ?")
    reason = "Personne pour essayer, la question venait trop tôt."
    ends(failed, nour, paul, ending="without_document", reason=reason)
    everything_is_told(slug, nour, open_window(empty, javascript=javascript), reason)


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


def opens_a_cycle(person: Somebody, slug: str, strand: str, question: str) -> str:
    """Prepared with a hole, which the page names; then whole, and open. Answers with its address."""
    person.goes_to(f"/c/{slug}/")
    section = person.page.locator("main section.strand").filter(has=person.page.get_by_role("heading", name=strand))
    prepare = section.locator("a[href$='/cycle/']").get_attribute("href")
    assert prepare
    person.goes_to(prepare)
    today = date.today()
    person.fills(question="", starts_on=today, ends_on=today + timedelta(days=150))
    person.presses()
    cycle = person.path
    assert person.page.locator(".gate--missing").count() > 0
    person.goes_to(prepare)
    person.fills(question=question, intended_document="Carnet de récits")
    person.presses()
    assert person.page.locator(".gate--missing").count() == 0
    person.presses(form="/opening/")
    return cycle


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


def is_reread(document: str, *, written_by: Somebody, reread_by: Somebody) -> None:
    """By somebody who did not write it; each remark is answered; then it is declared original."""
    written_by.goes_to(f"{document}rereading/")
    written_by.presses(form="/rereading/opening/")
    reread_by.goes_to(f"{document}rereading/")
    reread_by.page.locator("main .block summary").first.click()
    reread_by.page.locator("main form[action$='/remarks/'] textarea").first.fill("Pour qui est-ce écrit ?")
    reread_by.presses(form="/remarks/")
    written_by.goes_to(f"{document}rereading/")
    written_by.page.locator("main .remark summary").first.click()
    written_by.page.locator("main form[action$='/answer/'] textarea").first.fill(
        "Pour qui commence : c'est dit maintenant."
    )
    written_by.presses(form="/answer/")
    reread_by.goes_to(f"{document}rereading/")
    reread_by.presses(form="/rereading/declaration/")
    written_by.goes_to(f"{document}rereading/")
    written_by.presses(form="/originality/")


def says_yes_to_their_words(person: Somebody) -> None:
    """To the exact words, by a link of their own, saying how they want to be named."""
    asked = addresses_of_words(person)
    assert len(asked) == 2  # a voice and a testimony
    for address in asked:
        person.goes_to(address)
        person.fills(answer="yes", attribution="role", role="Chargée de projet")
        person.presses()


def addresses_of_words(person: Somebody) -> list[str]:
    return sorted({address for text in person.letters() for address in re.findall(r"/a/[\w-]+/", text)})


def is_asked_again_when_they_change(person: Somebody, writer: Somebody, document: str) -> None:
    before = set(addresses_of_words(person))
    writer.goes_to(document)
    block = writer.page.locator("main .block[data-kind=voice] a.gesture").first.get_attribute("href")
    assert block
    writer.goes_to(block)
    writer.fills(body="Ce que nous gardons : d'autres mots que ceux d'hier.")
    writer.presses(within="main .block-form")
    writer.goes_to(f"{document}publishing/")
    assert writer.page.locator(".gate--missing").count() > 0
    new = set(addresses_of_words(person)) - before
    assert len(new) == 1
    person.goes_to(new.pop())
    person.fills(answer="yes", attribution="named")
    person.presses()


def two_publish(document: str, who_asks: Somebody, who_confirms: Somebody) -> str:
    """The gate shows the trace; two people of two organisations publish (P3, E4). Answers with its address."""
    who_asks.goes_to(f"{document}publishing/")
    assert who_asks.page.locator(".gate--missing").count() == 0, who_asks.reads()
    who_asks.presses(form="/publishing/request/")
    confirms(who_confirms, who_asks.path)
    who_confirms.goes_to("/library/")
    publication = who_confirms.page.locator("main a[href^='/p/']").first.get_attribute("href")
    assert publication
    return publication


def confirms(person: Somebody, act: str) -> None:
    person.goes_to(act)
    person.presses(form="/confirmation/")


def anybody_reads(publication: str, visitor: Window) -> None:
    """As a page and as a PDF, without an account and without a cookie."""
    assert visitor.go(publication).status == 200
    text = visitor.page.locator("main").inner_text()
    said = ("Le texte de tous les deux.", "Chargée de projet", "Creative Commons", "Passerelles Sud")
    assert [words for words in said if words not in text] == [], text
    pdf = visitor.page.locator("main a[href$='.pdf']").first.get_attribute("href")
    address = f"{visitor.home}{pdf}"
    eventually(lambda: visitor.context.request.get(address).body()[:5] == b"%PDF-", "the PDF was not typeset", 60)
    assert visitor.context.cookies() == []


def ends(cycle: str, who_asks: Somebody, who_confirms: Somebody, *, ending: str, reason: str = "") -> None:
    """Two people close a cycle, with its document or with the reason why there is none (P2)."""
    who_asks.goes_to(f"{cycle}closing/")
    who_asks.fills(ending=ending, reason=reason)
    who_asks.presses()
    confirms(who_confirms, who_asks.path)


def everything_is_told(slug: str, member: Somebody, visitor: Window, reason: str) -> None:
    """The journal tells the members all of it; the public page has the bead, and the reason of what ended without."""
    member.goes_to(f"/c/{slug}/journal/")
    assert member.page.locator("main .journal li").count() >= 20
    visitor.go(f"/c/{slug}/")
    assert reason in visitor.page.locator("main").inner_text()
    visitor.page.locator("main summary").first.click()
    braid = visitor.page.locator("main figure").inner_text()
    assert ("1 publication" in braid, "clos sans document" in braid) == (True, True), braid
