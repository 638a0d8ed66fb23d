"""The PDF: the same content as the page, tagged, in its language, whatever was written."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.decisions.models import Decision
from tresse.documents.models import Block
from tresse.library import tasks, typesetting
from tresse.library.tasks import typeset, typeset_published
from tresse.library.tests.factories import authorise, publishable, published


def pdf_of(cast, **change) -> pypdf.PdfReader:
    """The PDF of a document whose first block was changed."""
    document = publishable(cast)
    Block.objects.filter(document=document, kind_key="text").update(**change)
    return read(typesetting.pdf_of(published(cast, document)))


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(pdf: pypdf.PdfReader) -> str:
    return " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages)


def test_it_says_what_the_page_says(cast):
    pdf = pdf_of(cast, body="Nous sommes parties d'une *gêne* : qui parle ?")
    said = words(pdf)
    for part in (
        "Faire place",
        "CP Genre",
        "Réseau d’essai",
        "Comment faire place à chacun-e",
        "Sommaire",
        "D’où l’on part",
        "Nous sommes parties d’une gêne",
        "MÉTHODE",
        "ESSAI ET ERREUR",
        "Mina Membre",
        "Le fil de l’échange",
        "Séance interne, mars 2026",
        "Nord solidaire",
        "Awa Diop",
        "Creative Commons",
        "Pour le citer",
    ):
        assert part in said


def test_it_is_tagged_titled_and_in_its_language(cast):
    pdf = pdf_of(cast)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("fr", True, True)
    assert pdf.metadata.title == "Faire place\u00a0: carnet de découverte"
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    assert [entry.title for entry in pdf.outline][:2] == ["D’où l’on part", "Compter la parole"]


def test_it_brings_its_own_fonts(cast):
    for page in pdf_of(cast).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile3", "/FontFile2"} & set(descendant["/FontDescriptor"].get_object())


def test_it_is_the_same_whenever_it_is_made(cast):
    publication = published(cast)
    first = typesetting.pdf_of(publication)
    with clock.at(publication.published_at.replace(year=2031)):
        assert typesetting.pdf_of(publication) == first


def test_what_the_community_lives_afterwards_changes_nothing_in_it(cast):
    publication = published(cast)
    before = typesetting.pdf_of(publication)
    with clock.at(publication.published_at + timedelta(days=40)):
        Decision.objects.create(
            community=cast.community, number=1, title="Plus tard", outcome="Oui", recorded_by=cast.place("awa")
        )
        cast.community.stage, cast.community.closed_on = "closed", clock.today()
        cast.community.save()
        publication.community.refresh_from_db()
        assert typesetting.pdf_of(publication) == before


def test_nothing_in_it_names_who_did_not_want_to_be(cast):
    document = publishable(cast)
    voice = document.blocks.quoting().get()
    authorise(voice, cast.newcomer, attribution="unsigned")
    pdf = typesetting.pdf_of(published(cast, document))
    assert "Tom" not in words(read(pdf))
    assert b"Tom" not in pdf
    assert "Non signé" in words(read(pdf))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('#panic() #include "/etc/passwd" $x$ @ref <label> = Titre', "#panic() #include «"),
        ("\\u{41} // rien /* rien */ _x_", "// rien /* rien */ x"),
        ("*a*<script>", "<script>"),
        ("Un mot " + "a" * 3000, "Un mot"),
        ("https://exemple.org/" + "b" * 3000, "https"),
        ("[lien](https://exemple.org/" + "c" * 9000 + ")", "lien"),
        ("مرحبا بكم في العالم", ""),
        ("🧵 tresse 🧶", "tresse"),
        ("a\x07b\x1bc\x7fd\u202ee", "abcde"),
        ("> > > > > > > > > > > > > > > > > > profond", "profond"),
        ("- " * 30 + "liste", "liste"),
        ("|" + "a|" * 60 + "\n|" + "-|" * 60 + "\n|" + "b|" * 60, ""),
        ("| a | b |\n|---|--:|\n| 1 | 2 |\n| 3 |", "3"),
        ("1" * 12 + ". grand", "grand"),
        ("999999999. grand", "grand"),
        ("# \n\n#\n\n######", ""),
        ("&nbsp;&amp;&#0;&#x202E;", "&"),
        ("``` \n" + "x" * 5000 + "\n```", "x"),
        ("***", ""),
    ],
    ids=lambda text: text[:12],
)
def test_whatever_is_written_is_set_and_nothing_of_it_is_obeyed(cast, written, shown):
    pdf = pdf_of(cast, body=written, title=written[:150])
    assert len(pdf.pages) >= 3
    assert shown in words(pdf).replace("\u200b", "")


def test_a_text_of_half_a_million_characters_is_set(cast):
    pdf = pdf_of(cast, body="Une phrase qui dure, et qui dure encore.\n\n" * 12_000)
    assert len(pdf.pages) > 200


def test_a_language_nobody_translated_is_set_all_the_same(cast):
    document = publishable(cast, language="es", title="Hacer sitio")
    pdf = read(typesetting.pdf_of(published(cast, document)))
    assert pdf.trailer["/Root"]["/Lang"] == "es"


def test_the_task_makes_it_once(cast):
    publication = published(cast)
    assert (typeset.call(publication.pk), typeset.call(publication.pk)) == (True, False)
    publication.refresh_from_db()
    assert publication.pdf_size == publication.pdf.size > 20_000


def test_the_reader_of_the_journal_makes_it(cast):
    publication = published(cast)
    entry = JournalEntry.objects.get(kind="document.published")
    assert typeset_published.call(entry.pk)
    publication.refresh_from_db()
    assert publication.pdf


def test_whatever_has_no_pdf_is_given_one_by_the_clock(cast):
    cache.clear()
    publication = published(cast)
    tasks.ask_for_missing_pdfs()
    tasks.ask_for_missing_pdfs()
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[publication.pk]]


def test_what_typst_refuses_says_why(cast):
    with pytest.raises(typesetting.NotTypeset, match="objective"):
        typesetting.compiled({}, clock.now())
