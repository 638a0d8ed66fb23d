"""What may be attached, known by its content; what pictures say of where they were taken is left out."""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from tresse.discussions.files import LARGEST, prepare, prepare_all
from tresse.discussions.tests.factories import packed, picture

DOCX = packed(**{"[Content_Types]_dot_xml": b"<Types/>", "word__document_dot_xml": b"<w/>"})
ODT = packed(mimetype=b"application/vnd.oasis.opendocument.text", content_dot_xml=b"<o/>")
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" + b"\x00" * 400
OGG = b"OggS\x00\x02" + b"\x00" * 20 + b"\x01vorbis" + b"\x00" * 60
WAV = b"RIFF\x24\x08\x00\x00WAVEfmt " + b"\x10\x00\x00\x00\x01\x00\x01\x00" + b"\x00" * 60
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 60


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "kind"),
    [
        ("photo.jpg", picture(), "photo.jpg", "image/jpeg"),
        ("capture.png", picture(form="PNG"), "capture.jpg", "image/jpeg"),
        ("logo.png", picture(form="PNG", mode="RGBA"), "logo.png", "image/png"),
        ("vacances.exe", picture(), "vacances.jpg", "image/jpeg"),
        ("dessin.webp", picture(form="WEBP"), "dessin.jpg", "image/jpeg"),
        ("rapport.pdf", b"%PDF-1.7\n%\xe2\xe3\n", "rapport.pdf", "application/pdf"),
        ("rapport", b"%PDF-1.7\n%\xe2\xe3\n", "rapport.pdf", "application/pdf"),
        ("récit.odt", ODT, "récit.odt", "application/vnd.oasis.opendocument.text"),
        ("grille.csv", "nom;âge\nAwa;3\n".encode(), "grille.csv", "text/csv"),
        ("grille.csv", "nom;âge\n".encode("cp1252"), "grille.csv", "text/csv"),
        ("biblio.bib", b"@book{a, title={B}}", "biblio.bib", "text/plain"),
        ("script.js", b"alert(1)", "script.txt", "text/plain"),
        ("C:\\Users\\Mina\\notes.md", b"# Notes", "notes.md", "text/plain"),
        ("../../etc/passwd", b"rien", "passwd.txt", "text/plain"),
        ("voix.mp3", MP3, "voix.mp3", "audio/mpeg"),
        ("voix.ogg", OGG, "voix.ogg", "audio/ogg"),
        ("voix.wav", WAV, "voix.wav", "audio/wav"),
        ("film.mp4", MP4, "film.mp4", "video/mp4"),
    ],
)
def test_what_is_taken_is_named_by_what_it_is(name: str, content: bytes, kept_as: str, kind: str) -> None:
    kept = prepare(name, content)
    assert (kept.name, kept.type) == (kept_as, kind)


def test_an_office_document_is_taken() -> None:
    assert prepare("grille.docx", DOCX).type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("vide.txt", b"", "is empty"),
        ("page.html", b"<!DOCTYPE html><p>", "web page"),
        ("page.txt", b"  \n<html><script>", "web page"),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "web page"),
        ("dessin.svg", b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "web page"),
        ("texte.txt", b"Bonjour <script>alert(1)</script>", "web page"),
        ("photo.jpg", b"MZ\x90\x00" + b"\x00" * 100, "program"),
        ("photo.jpg", b"\x7fELF" + b"\x00" * 100, "program"),
        ("texte.txt", b"#!/bin/sh\nrm -rf /\n", "program"),
        ("vieux.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "old format"),
        ("dossier.zip", packed(programme_dot_exe=b"MZ"), "packed"),
        ("grille.docx", packed(word__document_dot_xml=b"<w/>"), "packed"),
        ("grille.docx", b"PK\x03\x04 not a folder", "packed"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 not a picture", "cannot be read"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 60, "not taken"),
        ("chose.bin", bytes(range(256)), "not taken"),
        ("long.txt", b"a" * (LARGEST + 1), "10 MB"),
    ],
)
def test_what_is_refused_is_refused_with_a_sentence(name: str, content: bytes, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        prepare(name, content)
    assert says in refused.value.messages[0]
    assert name.rpartition("/")[2] in refused.value.messages[0]


@pytest.mark.parametrize(
    "inside",
    [
        {"[Content_Types]_dot_xml": b"<Types/>", "word__document_dot_xml": b"", "word__vbaProject_dot_bin": b""},
        {"[Content_Types]_dot_xml": b"<Types/>", "xl__workbook_dot_xml": b"", "xl__activeX__activeX1_dot_bin": b""},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "Basic__Standard__Module1_dot_xml": b""},
    ],
)
def test_macros_are_found_whatever_the_name_says(inside: dict[str, bytes]) -> None:
    with pytest.raises(ValidationError) as refused:
        prepare("grille.docx", packed(**inside))
    assert "macros" in refused.value.messages[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_says_no_more_where_it_was_taken_and_is_made_smaller(form: str) -> None:
    original = picture(form=form)
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825), "it said where before"
    kept = prepare(f"photo.{form.lower()}", original)
    for content in (kept.content, kept.preview):
        assert dict(Image.open(io.BytesIO(content)).getexif()) == {}
        assert b"Telephone" not in content
    assert Image.open(io.BytesIO(kept.content)).size == (1600, 800)
    assert Image.open(io.BytesIO(kept.preview)).size == (400, 200)


def test_a_small_file_that_would_unfold_into_gigabytes_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        prepare("mur.png", picture((9000, 9000), "PNG", mode="1"))
    assert "pixels" in refused.value.messages[0]


def test_five_files_at_most_go_with_one_message() -> None:
    with pytest.raises(ValidationError):
        prepare_all([("a.txt", b"a")] * 6)
    assert len(prepare_all([("a.txt", b"a")] * 5)) == 5
