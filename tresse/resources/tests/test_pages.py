"""The pages of the watch: filters, bad input, Zotero, documents, and how many queries they take."""

import re
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tresse.documents import actions as documents
from tresse.documents.models import Block
from tresse.resources import actions
from tresse.resources.models import Reference
from tresse.resources.tests.factories import WHOLE, reference


def watch(cast, more: str = "") -> str:
    return f"/c/{cast.community.slug}/watch/{more}"


def titles(page) -> list[str]:
    return [reference.title for reference in page.context["page"]]


def test_one_looks_by_word_tag_kind_language_and_who_brought_it(cast, as_):
    reference(cast, title="Premier texte", kind="book", language="fr", tags=("Égalité",))
    reference(cast, title="Second texte", kind="video", language="es", by=cast.former)
    browser = as_("awa")
    asked = {
        "": ["Second texte", "Premier texte"],
        "?q=premier": ["Premier texte"],
        "?tag=egalit": ["Premier texte"],
        "?kind=video": ["Second texte"],
        "?language=fr": ["Premier texte"],
        f"?by={cast.place('former').pk}": ["Second texte"],
        "?q=texte&kind=book": ["Premier texte"],
    }
    assert {question: titles(browser.get(watch(cast, question))) for question in asked} == asked


@pytest.mark.parametrize(
    "question",
    [
        "?q=%00",
        "?by=moi",
        "?by=99999999999999999999",
        "?kind=powerpoint",
        "?page=zero",
        "?page=999",
        "?tag=%FF",
        "?q=" + "a" * 5000,
    ],
)
def test_a_question_that_means_nothing_is_answered_all_the_same(cast, as_, question):
    reference(cast)
    assert as_("awa").get(watch(cast, question)).status_code == 200


HUGE = "é" * 1_000_000
BAD = {
    "nothing at all": ({}, "This field is required."),
    "a title of a million letters": ({"title": HUGE}, "at most 500 characters"),
    "a kind nobody knows": ({"kind": "powerpoint"}, "Select a valid choice"),
    "a date that is none": ({"issued": "avant-hier"}, "Write a year"),
    "a link that is none": ({"link": "javascript:alert(1)"}, "Enter a valid URL."),
    "a DOI that is none": ({"doi": "mon doi"}, "A DOI begins with 10"),
    "a letter that is no letter": ({"title": "a\x00b"}, "Null characters are not allowed."),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_form_comes_back_with_a_sentence(cast, as_, case):
    said, says = BAD[case]
    sent = {"title": "Un guide", "kind": "report", **said} if said else {}
    answer = as_("member").post(watch(cast, "new/"), sent)
    assert (answer.status_code, says in answer.text, Reference.objects.count()) == (422, True, 0)


def test_what_is_there_already_is_shown_instead(cast, as_):
    one = reference(cast, doi="10.1000/abc")
    answer = as_("former").post(watch(cast, "new/"), {"title": "Autre", "kind": "book", "doi": "10.1000/ABC"})
    assert (answer.status_code, one.get_absolute_url() in answer.text) == (422, True)


def test_a_reference_changed_by_its_form_keeps_what_the_form_does_not_show(cast, as_):
    one = actions.bring(cast.community, WHOLE, by=cast.member)
    browser = as_("former")
    form = browser.get(f"{one.get_absolute_url()}change/").context["form"]
    sent = {name: form[name].value() for name in form.fields}
    assert browser.post(f"{one.get_absolute_url()}change/", sent).status_code == 302
    assert Reference.objects.get(pk=one.pk).found == WHOLE


def test_what_somebody_writes_is_never_taken_for_markup(cast, as_):
    one = reference(
        cast, title='<script>alert(1)</script> & "co"', abstract="<img src=x onerror=y>", why="<b>ah</b>"
    )
    for page in (one.get_absolute_url(), watch(cast)):
        text = as_("awa").get(page).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>ah" not in text


def test_zotero_reads_the_pages(cast, as_):
    """COinS in the list and on the page, and the metadata of journals in the head."""
    one = actions.bring(cast.community, WHOLE, by=cast.member)
    reference(cast, title="Une vidéo", kind="video", link="https://example.org/v")
    spans = re.findall(r'class="Z3988" title="([^"]+)"', as_("awa").get(watch(cast)).text)
    told = [parse_qs(unescape(span)) for span in spans]
    assert [one["rft_val_fmt"] for one in told] == [["info:ofi/fmt:kev:mtx:dc"], ["info:ofi/fmt:kev:mtx:journal"]]
    article = told[1]
    assert (article["rft.atitle"], article["rft.jtitle"], article["rft.aulast"]) == (
        [WHOLE.title], ["Revue d'ici"], ["Dupont"],
    )  # fmt: skip
    assert article["rft_id"] == ["info:doi/10.1000/xy_z", WHOLE.link]
    head = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)"', as_("awa").get(one.get_absolute_url()).text)
    assert ("citation_doi", "10.1000/xy_z") in head
    assert [unescape(value) for name, value in head if name == "citation_author"] == [
        "Dupont, Émilie", "Médecins du Monde", "de la Cruz, Juana",
    ]  # fmt: skip


def test_a_reference_becomes_a_block_of_a_document_in_one_gesture(cast, as_):
    document = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    one = actions.bring(cast.community, WHOLE, by=cast.member)
    browser = as_("former")
    form = re.search(r"<form[^>]*/b/new/resource/.*?</form>", browser.get(one.get_absolute_url()).text, re.DOTALL)
    assert form is not None
    sent = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[0])}
    answer = browser.post(f"/c/{cast.community.slug}/d/{document.pk}/b/new/resource/", sent)
    block = Block.objects.get()
    assert (answer.status_code, block.kind_key, block.link) == (302, "resource", WHOLE.link)
    assert "Revue d'ici" in block.body


@pytest.mark.parametrize("page", ["list", "one"])
def test_the_queries_do_not_grow(cast, as_, page):
    counts = set()
    for turn in (1, 3):
        for number in range(turn):
            one = reference(cast, title=f"Un texte à lire {turn} {number}", tags=("genre", "ECSI"), why="Oui.")
            for who in (cast.awa, cast.former)[:turn]:
                actions.note(one, text="Oui aussi.", by=who)
        with CaptureQueriesContext(connection) as queries:
            as_("awa").get(watch(cast) if page == "list" else one.get_absolute_url())
        counts.add(len(queries))
    assert len(counts) == 1
