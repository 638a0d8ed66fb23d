"""A year of a community, in real browsers: coming in, deciding by consent, holding and handing on, leaving.

The clock of the site moves on between the scenes. Nobody uses JavaScript: every gesture is a page and a form.
"""

import io
import json
import re
import zipfile
from datetime import timedelta

from tests.browser.chromium import Window
from tests.browser.somebody import Somebody, eventually
from tests.browser.test_from_an_idea_to_a_publication import (
    ends,
    founds,
    joins,
    opens_a_cycle,
    signs_and_co_facilitates,
)

SITUATION = "Chez nous, on raconte aux bailleurs ce qui leur plaît."
INSIDE = "Un secret de séance que personne dehors ne doit lire"


def test_a_year_of_a_community(in_time, open_window):
    nour, paul, lina = (
        Somebody(in_time, open_window(in_time, javascript=False), name)
        for name in ("Nour Haddad", "Paul Martin", "Lina Costa")
    )
    slug = begins(nour, paul, lina)
    cycle = opens_a_cycle(nour, slug, "Échange", "Qui raconte, et à qui ?")
    says_their_part(lina, cycle, "Dix récits jamais lus")
    others_read_it(paul, cycle, "Dix récits jamais lus")

    zoe = asks_in_before_having_an_account(in_time, open_window, slug)
    is_welcomed(zoe, slug, by=paul)
    answers_as_a_guest(in_time, open_window, slug, asked_by=lina)
    trial_ends_with_a_word(zoe, slug, nour)

    decides_by_consent(zoe, slug, objector=lina, by_mail=paul, others=[nour])

    in_time.moves_on(310)
    calls_for_hands(nour, slug)
    receives_a_mandate(zoe, slug, proposed_by=paul, consenting=[nour, lina, paul])
    pauses_and_comes_back(lina, slug)

    in_time.moves_on(60)
    hands_are_missing(lina, slug)
    nobody_is_left_and_two_hold_the_interim(slug, leaving=zoe, first=paul, second=nour)
    ends(cycle, paul, nour, ending="without_document", reason="Nous avons raconté, et rien écrit.")
    opens_another_cycle(paul, slug, in_time)
    leaves_with_what_is_theirs(lina, slug)

    the_journal_tells_it(nour, slug)
    the_steward_learns_nothing(in_time, open_window, slug)


def begins(nour: Somebody, paul: Somebody, lina: Somebody) -> str:
    """Three of three organisations found it; two of them co-facilitate."""
    nour.signs_up()
    slug = founds(nour, "CP Une année")
    for person in (paul, lina):
        joins(person, nour, slug)
    for person in (nour, paul):
        signs_and_co_facilitates(person, slug)
    lina.goes_to(f"/c/{slug}/charter/")
    lina.presses(form="/charter/signature/")
    nour.goes_to(f"/c/{slug}/founding/")
    nour.presses(form="/beginning/")
    return slug


def says_their_part(person: Somebody, cycle: str, brings: str) -> None:
    """A new cycle asks everyone (O6): the home says so, and one answers in one's own words."""
    person.goes_to("/")
    assert person.page.locator(f"main a[href='{cycle}my-part/']").count() == 1
    person.goes_to(f"{cycle}my-part/")
    person.fills(answer="continue", brings=brings, looks_for="Des lecteurs", hours=3)
    person.presses()
    person.goes_to("/")
    assert person.page.locator(f"main a[href='{cycle}my-part/']").count() == 0


def others_read_it(person: Somebody, cycle: str, words: str) -> None:
    person.goes_to(f"{cycle}my-part/")
    assert words in person.reads()


def asks_in_before_having_an_account(site, open_window, slug: str) -> Somebody:
    """A visitor writes a situation first; what they wrote outlives signing up (O1, O2)."""
    zoe = Somebody(site, open_window(site, javascript=False), "Zoé Lemaire", "zoe@example.org")
    zoe.goes_to(f"/c/{slug}/ask-in/")
    assert zoe.page.locator(f"main a[href='/c/{slug}/ask-in/request/']").count() == 1
    zoe.goes_to(f"/c/{slug}/ask-in/request/")
    zoe.fills(situation=SITUATION, hope="Entendre comment d'autres disent non.")
    zoe.presses()
    zoe.signs_up(at=f"/accounts/signup/?next=/c/{slug}/ask-in/request/")
    assert SITUATION in zoe.page.locator("main textarea").first.input_value()
    zoe.presses()
    assert zoe.path == f"/c/{slug}/requests/1/"
    return zoe


def is_welcomed(zoe: Somebody, slug: str, *, by: Somebody) -> None:
    """They talk, then one of those who welcome says yes; the charter is signed, and a pair is there (O4)."""
    request = by.finds_in_mail(rf"(/c/{slug}/requests/\d+/)")
    by.goes_to(request)
    assert SITUATION in by.reads()
    by.fills(text="Mardi vous irait-il ?")
    by.presses(form="/message/")
    zoe.goes_to(request)
    assert "Mardi vous irait-il" in zoe.reads()
    by.goes_to(request)
    by.presses(form="/welcome/")
    zoe.goes_to(f"/c/{slug}/charter/")
    zoe.presses(form="/charter/signature/")
    zoe.goes_to(f"/c/{slug}/where-we-are/")
    assert len([name for name in ("Nour Haddad", "Paul Martin", "Lina Costa") if name in zoe.reads()]) >= 2


def answers_as_a_guest(site, open_window, slug: str, *, asked_by: Somebody) -> None:
    """A question by a link of their own, without an account; the community reads the answer under their name."""
    asked_by.goes_to(f"/c/{slug}/guests/new/")
    asked_by.fills(question="Qu'avez-vous cessé de raconter ?", name="Ama Doe", email="ama@example.org")
    asked_by.presses()
    guest = Somebody(site, open_window(site, javascript=False), "Ama Doe", "ama@example.org")
    link = guest.finds_in_mail(r"(/g/[\w-]+/)")
    guest.goes_to(link)
    guest.fills(answer="Les chiffres qui ne disaient rien.")
    guest.presses(form="/answer/")
    asked_by.goes_to(f"/c/{slug}/guests/")
    assert "Les chiffres qui ne disaient rien." in asked_by.reads()


def trial_ends_with_a_word(newcomer: Somebody, slug: str, writer: Somebody) -> None:
    """Two sessions, then a word: nothing is needed from a committee."""
    newcomer.site.moves_on(3)
    for number in (1, 2):
        holds_a_session(writer, slug, f"Séance {number}", days_ago=number, came=["Nour", "Paul", "Lina", "Zoé"])
    newcomer.goes_to("/")
    asked = newcomer.page.locator("main a[href$='/word/']").first.get_attribute("href")
    assert asked
    newcomer.goes_to(asked)
    newcomer.fills(word="J'ai été écoutée, je reste.")
    newcomer.presses()
    writer.goes_to(f"/c/{slug}/members/")
    assert "J'ai été écoutée" not in writer.reads()


def holds_a_session(person: Somebody, slug: str, title: str, *, days_ago: int, came: list[str]) -> None:
    person.goes_to(f"/c/{slug}/m/new/")
    day = person.site.today - timedelta(days=days_ago)
    person.fills(title=title, day=day, begins="00:05", ends="00:35", cycle="Qui raconte", already_held=True)
    person.presses()
    meeting = person.path.removesuffix("attendance/")
    person.fills(came=came)
    person.presses()
    person.goes_to(f"{meeting}minutes/")
    person.fills(text=f"# Ce que nous gardons\n\n{INSIDE}.")
    person.presses()


def decides_by_consent(
    author: Somebody, slug: str, *, objector: Somebody, by_mail: Somebody, others: list[Somebody]
) -> None:
    """A proposal, a question, an objection taken into the text, consents, one of them by mail; then it is adopted."""
    author.goes_to(f"/c/{slug}/decisions/propose/")
    author.fills(
        title="Lire à voix haute", text="Chaque compte rendu est lu à voix haute.", context="Des malentendus."
    )
    author.presses()
    proposal = author.path
    others[0].goes_to(proposal)
    says(others[0], "question", text="Même quand il est long ?")
    for _step in range(3):
        author.goes_to(proposal)
        author.presses(form="/step/")
    objector.goes_to(proposal)
    says(objector, "objection", kind="limit", text="Je lis mal en public.", lifted_if="Que l'on puisse passer.")
    author.goes_to(f"{proposal}text/")
    author.fills(text="Chaque compte rendu est lu à voix haute, par qui le veut bien.", because="Lina lit mal.")
    author.presses()
    objector.goes_to(proposal)
    says(objector, "settlement", state="integrated")
    consents_by_mail(by_mail)
    for person in (author, *others, objector):
        person.goes_to(proposal)
        if person.page.locator("main form[data-say=consent]").count():
            says(person, "consent")
    author.goes_to(proposal)
    if author.page.locator("main form[action$='/adoption/']").count():
        author.presses(form="/adoption/")
    author.goes_to(f"/c/{slug}/decisions/1/")
    assert "par qui le veut bien" in author.reads()


def says(person: Somebody, gesture: str, **words: str) -> None:
    """One gesture of the page of a proposal, unfolded first if it has to be."""
    form = person.page.locator(f"main form[data-say={gesture}]")
    if not form.is_visible():
        form.locator("xpath=ancestor::details/summary").click()
    for name, value in words.items():
        field = form.locator(f"[name={gesture}-{name}]")
        if field.first.get_attribute("type") == "radio":
            form.locator(f"[name={gesture}-{name}][value={value}]").check()
        else:
            field.fill(value)
    person.presses(within=f"main form[data-say={gesture}]")


def consents_by_mail(person: Somebody) -> None:
    """By the personal link of the mail, in a browser where nobody has signed in."""
    link = person.finds_in_mail(r"(/d/[\w-]+/)")
    person.window.context.clear_cookies()
    person.goes_to(link)
    says(person, "consent")
    person.signs_in()


def calls_for_hands(holder: Somebody, slug: str) -> None:
    """Before the end of their mandate a holder is told, and calls for hands with one button (E2)."""
    eventually(lambda: "/mandates/" in home_links(holder), "the end of the mandate is not told")
    holder.goes_to(f"/c/{slug}/mandates/")
    if holder.page.locator("main form[action$='/calls/']").count():
        holder.presses(form="/calls/")
    assert holder.page.locator("main .call").count() >= 1


def home_links(person: Somebody) -> str:
    person.goes_to("/")
    return " ".join(
        link.get_attribute("href") or "" for link in person.page.locator("main .waiting a, main li a").all()
    )


def receives_a_mandate(newcomer: Somebody, slug: str, *, proposed_by: Somebody, consenting: list[Somebody]) -> None:
    """A raised hand gives nothing yet: the consent of the others does, once, by itself (E1, E2)."""
    newcomer.goes_to(f"/c/{slug}/mandates/")
    newcomer.presses(within="main form[action$='/hand/']")
    proposed_by.goes_to(f"/c/{slug}/mandates/")
    raised = proposed_by.page.locator("main .call li").filter(has_text="Zoé Lemaire")
    proposed_by.goes_to(raised.locator("a").first.get_attribute("href") or "")
    proposed_by.fills(title="Zoé coanime avec nous", text="Zoé coanime pour un an.")
    proposed_by.presses()
    proposal = proposed_by.path
    for _step in range(3):
        proposed_by.goes_to(proposal)
        proposed_by.presses(form="/step/")
    for person in (newcomer, *consenting):
        person.goes_to(proposal)
        says(person, "consent")
    proposed_by.goes_to(proposal)
    if proposed_by.page.locator("main form[action$='/adoption/']").count():
        proposed_by.presses(form="/adoption/")
    newcomer.goes_to(f"/c/{slug}/members/")
    held = newcomer.page.locator("main .card, main li").filter(has_text="Zoé Lemaire").first.inner_text()
    assert re.search("coanimation|co-facilitation", held, re.IGNORECASE), held


def pauses_and_comes_back(person: Somebody, slug: str) -> None:
    """At once, without saying why; reading goes on, and one button brings one back."""
    person.goes_to(f"/c/{slug}/my-place/pause/")
    person.presses()
    person.goes_to(f"/c/{slug}/m/")
    person.goes_to(f"/c/{slug}/my-place/")
    person.presses(form="/return/")


def hands_are_missing(person: Somebody, slug: str) -> None:
    """The others' year is over: one is left, hands are called for by themselves, nothing is locked (E3)."""

    def is_called() -> bool:
        person.goes_to(f"/c/{slug}/mandates/")
        return person.page.locator("main #missing, main .call").count() >= 2

    eventually(is_called, "no hands are called for", seconds=40)
    person.goes_to(f"/c/{slug}/m/new/")


def nobody_is_left_and_two_hold_the_interim(
    slug: str, *, leaving: Somebody, first: Somebody, second: Somebody
) -> None:
    """The last holder lays it down with a note; any two of two organisations hold its place for sixty days (E3)."""
    leaving.goes_to(f"/c/{slug}/members/")
    leaving.goes_to(f"/c/{slug}/mandates/")
    end = leaving.page.locator("main a[href$='/end/']").first.get_attribute("href")
    assert end
    leaving.goes_to(end)
    leaving.fills(handover="Commencez par écouter.")
    leaving.presses()
    first.goes_to(f"/c/{slug}/mandates/")
    first.presses(form="/mandates/interim/")
    act = first.path
    second.goes_to(act)
    second.presses(form="/confirmation/")
    second.goes_to(f"/c/{slug}/mandates/")


def opens_another_cycle(person: Somebody, slug: str, site) -> None:
    person.goes_to(f"/c/{slug}/")
    prepare = person.page.locator("main section.strand a[href$='/cycle/']").first.get_attribute("href")
    assert prepare
    person.goes_to(prepare)
    person.fills(
        question="Que faire de ce que l'on tait ?",
        intended_document="Un carnet de silences",
        starts_on=site.today,
        ends_on=site.today + timedelta(days=120),
    )
    person.presses()
    person.presses(form="/opening/")


def leaves_with_what_is_theirs(person: Somebody, slug: str) -> None:
    """At once, with an archive to read and to reuse, and under the name one chooses (S8)."""
    data = person.window.context.request.get(f"{person.site.url}/c/{slug}/my-place/data.zip").body()
    taken = zipfile.ZipFile(io.BytesIO(data))
    told = {name.rpartition(".")[2]: taken.read(name).decode() for name in taken.namelist()}
    assert "Dix récits jamais lus" in json.dumps(json.loads(told["json"]), ensure_ascii=False)
    assert "<h1" in told["html"]
    person.goes_to(f"/c/{slug}/my-place/leaving/")
    person.fills(stays_as="unsigned")
    person.presses()
    assert person.window.go(f"/c/{slug}/members/").status == 404


def the_journal_tells_it(member: Somebody, slug: str) -> None:
    """Every act that mattered, and no name of whoever left unsigned (E5, S8)."""
    member.goes_to(f"/c/{slug}/journal/")
    told = member.reads()
    assert len(member.page.locator("main .journal li").all()) >= 30
    assert "Lina" not in told


def the_steward_learns_nothing(site, open_window, slug: str) -> None:
    """Stages, dates and mandates; nothing of what was said inside (S6)."""
    sol = Somebody(site, open_window(site, javascript=False), "Sol Accompagne", "sol@example.org")
    sol.signs_in()
    sol.goes_to("/network/communities/")
    assert "CP Une année" in sol.reads()
    assert INSIDE not in sol.reads()
    closed: list[int] = [
        status(sol.window, f"/c/{slug}/{page}/") for page in ("members", "journal", "signs", "mandates")
    ]
    assert closed == [404] * 4
    sol.goes_to(f"/c/{slug}/")
    assert INSIDE not in sol.reads()


def status(window: Window, address: str) -> int:
    return window.go(address).status
