"""The pages of the charter: written together, read in its versions, signed again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.charters import actions
from tresse.charters.actions.writing import write_articles, written
from tresse.charters.models import Charter
from tresse.charters.queries import charter_in_force
from tresse.charters.tests.test_versions import ARTICLES, adopt, write
from tresse.charters.waiting import new_versions
from tresse.core import clock
from tresse.memberships.models import Membership

CHARTER = "/c/cp-genre/charter/"


@pytest.fixture
def draft(cast: Cast) -> Charter:
    write_articles(charter_in_force(cast.community), ARTICLES)
    return actions.begin_draft(cast.community, by=cast.member)


def typed(browser: Client, **changed: Any) -> dict[str, Any]:
    """The form of the draft as a browser would send it back."""
    page = browser.get(f"{CHARTER}draft/edit/").context
    sent = {"expected_revision": page["draft"].revision}
    sent |= {name: page["form"].initial[name] for name in page["form"].fields if name != "expected_revision"}
    sent |= {"articles-TOTAL_FORMS": len(page["articles"].forms), "articles-INITIAL_FORMS": 4}
    for number, article in enumerate(page["articles"].forms):
        sent |= {
            f"articles-{number}-{name}": "" if value is None else value for name, value in article.initial.items()
        }
        sent[f"articles-{number}-ORDER"] = number + 1 if article.initial else ""
    return {name: value for name, value in (sent | changed).items() if value is not False}


def test_one_form_changes_moves_takes_out_and_adds(as_, cast: Cast, draft: Charter) -> None:
    browser = as_("claire")
    sent = typed(browser) | {
        "articles-0-ORDER": "9", "articles-1-text": "Autre texte.", "articles-2-DELETE": "on",
        "articles-4-title": "Neuf", "articles-4-text": "Tout neuf.", "articles-4-ORDER": "1", "act_days": "5",
    }  # fmt: skip
    assert browser.post(f"{CHARTER}draft/edit/", sent).status_code == 302
    draft.refresh_from_db()
    assert [article.title for article in written(draft)] == ["Neuf", "Article B", "Article D", "Article A"]
    assert (draft.act_days, charter_in_force(cast.community).act_days) == (5, 14)
    read = browser.get(f"{CHARTER}draft/").text
    assert [word in read for word in ("Added", "Taken out", "Changed", "Moved")] == [True] * 4


def test_what_was_typed_and_what_was_saved_meanwhile_are_both_there(as_, cast: Cast, draft: Charter) -> None:
    mine = as_("claire")
    sent = typed(mine) | {"articles-1-text": "Mon texte."}
    write(draft, [*written(draft)[:3], ARTICLES[0]], by=cast.member)
    refused = mine.post(f"{CHARTER}draft/edit/", sent)
    assert (refused.status_code, "Mon texte." in refused.text) == (422, True)
    assert "Somebody saved while you were writing" in refused.text
    again = sent | {"expected_revision": refused.context["form"].data["expected_revision"]}
    assert mine.post(f"{CHARTER}draft/edit/", again).status_code == 302
    assert written(draft)[1].text == "Mon texte."


@pytest.mark.parametrize(
    "changed", [{"articles-0-title": "x" * 121}, {"articles-0-text": ""}, {"act_days": "99"},
                {"expected_revision": "-1"}, {"expected_revision": "abc"}, {"articles-TOTAL_FORMS": "9999"},
                {"articles-0-ORDER": "premier"}, {"articles-TOTAL_FORMS": ""}]
)  # fmt: skip
def test_what_cannot_be_saved_is_refused_with_what_was_typed(as_, cast: Cast, draft: Charter, changed) -> None:
    browser = as_("claire")
    refused = browser.post(f"{CHARTER}draft/edit/", typed(browser) | {"articles-1-text": "À garder."} | changed)
    draft.refresh_from_db()
    assert (refused.status_code, draft.revision) == (422, 0)


def test_whoever_signed_before_reads_what_changed_and_signs(as_, cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[1:], by=cast.member)
    adopt(draft)
    browser = as_("member")
    page = browser.get(CHARTER).text
    assert [word in page for word in ("The charter has changed since you signed it", "Taken out")] == [True, True]
    browser.post(f"{CHARTER}signature/", {"version": "2"}, follow=True)
    assert "You have signed this charter." in browser.get(CHARTER).text
    assert cast.place("member").sign_again_by is None


def test_a_version_superseded_while_one_was_reading_is_not_signed(as_, cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[1:], by=cast.member)
    adopt(draft)
    answer = as_("unsigned").post(f"{CHARTER}signature/", {"version": "1"})
    assert (answer.status_code, "sign the present one" in answer.text) == (403, True)


def test_old_versions_can_be_read_again(as_, cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[1:], by=cast.member)
    adopt(draft)
    visitor = as_("visitor")
    assert "Earlier versions" in visitor.get(CHARTER).text
    listed = visitor.get(f"{CHARTER}versions/")
    assert [charter.version for charter in listed.context["versions"]] == [2, 1]
    assert "Texte A" in visitor.get(f"{CHARTER}versions/1/").text
    assert "Taken out" in visitor.get(f"{CHARTER}versions/2/").text
    assert visitor.get(f"{CHARTER}versions/3/").status_code == 404


def test_markup_in_an_article_is_shown_as_it_was_typed(as_, cast: Cast, draft: Charter) -> None:
    hostile = ARTICLES[0].__class__("safety", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>")
    write(draft, [hostile], by=cast.member)
    page = as_("claire").get(f"{CHARTER}draft/").text
    assert ("<script>alert(1)" in page, "<img src=x" in page) == (False, False)


def test_the_new_version_waits_for_each_who_has_not_signed(cast: Cast, draft: Charter) -> None:
    def waited() -> set[str]:
        return {str(Person.objects.get(pk=one.person_id)) for one in new_versions(Person.objects.all())}

    assert waited() == {"Lena Tarde"}
    write(draft, written(draft)[1:], by=cast.member)
    new = adopt(draft)
    actions.sign_charter(new, by=cast.claire)
    Membership.objects.filter(pk=cast.place("newcomer").pk).update(paused_at=clock.now())
    assert waited() == {"Lena Tarde", "Awa Diop", "Farid Ancien", "Mina Membre"}
    due = {one.by for one in new_versions(Person.objects.filter(pk=cast.member.pk))}
    assert due == {cast.place("member").sign_again_by}
    with clock.at(clock.now() + timedelta(days=90)):
        assert "Mina Membre" in waited()


def test_an_effect_is_shown_where_it_is_proposed(as_, cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[1:], by=cast.member)
    browser = as_("claire")
    page = browser.get("/c/cp-genre/decisions/propose/?effect=charter.adopting")
    sent = {"digest": page.context["terms"]["digest"].value(), "title": "Version 2", "text": "Adoptons-la.",
            "audience": "community", "deciders": "all"}  # fmt: skip
    proposed = browser.post("/c/cp-genre/decisions/propose/?effect=charter.adopting", sent, follow=True)
    assert (proposed.status_code, "Taken out" in proposed.text) == (200, True)
    assert "whoever proposed it takes" in browser.get(f"{CHARTER}draft/").text
