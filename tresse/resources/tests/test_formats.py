"""Files of reference managers: read, written, read again by others, and never trusted."""

import json
import time

import pypandoc
import pytest
from django.core.exceptions import ValidationError

from tresse.resources.csl import Found, clean_doi, clean_link, from_item, to_item
from tresse.resources.formats import FORMATS, read_file
from tresse.resources.kinds import KINDS
from tresse.resources.tests.factories import WHOLE


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_again_the_same(name):
    assert read_file(FORMATS[name].write([("one", WHOLE)]).encode()) == [WHOLE]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_comes_back_as_itself(name, kind):
    found = Found(title="Un titre", kind=kind, issued="2020", details={"publisher": "F3E"})
    assert read_file(FORMATS[name].write([("one", found)]).encode()) == [found]


PANDOC = {"bibtex": "biblatex", "ris": "ris", "csl": "csljson"}


@pytest.mark.parametrize("name", FORMATS)
def test_pandoc_reads_what_we_write(name):
    """An independent reader: what it makes of each format of ours says the same."""
    written = FORMATS[name].write([("one", WHOLE), ("two", Found(title="Guide", kind="book", issued="2019"))])
    read = json.loads(pypandoc.convert_text(written, "csljson", format=PANDOC[name]))
    first = next(item for item in read if item["id"] == "one")
    assert len(read) == 2
    assert first["type"] == "article-journal"
    called = [
        name.get("literal") or f"{name.get('given', '')} {name['family']}".strip() for name in first["author"]
    ]
    assert called[:2] == ["Émilie Dupont", "Médecins du Monde"]
    assert first["issued"]["date-parts"][0][0] == 2021
    assert (first["DOI"], first["URL"]) == (WHOLE.doi, WHOLE.link)
    assert first["container-title"].replace("’", "'") == "Revue d'ici"
    title = first["title"].replace('<span class="nocase">', "").replace("</span>", "").replace("\xa0", " ")
    assert title.replace("’", "'").startswith("L'œuvre & le genre : 100 % d'une_approche {sic}")


BIBTEX = r"""
Un commentaire d'exportation.
@string{rtm = "Revue Tiers Monde"}
@article{key, author = {Dupont, {\'E}milie and {Médecins du Monde} and Juana de la Cruz and others},
  title = {L'{\oe}uvre \& le {Genre}: \emph{une} approche}, journal = rtm, year = 2021, month = mar,
  number = 4, pages = {1--20}, doi = {https://doi.org/10.1000/ABC}, keywords = {genre, ECSI; droits}, langid = {french}}
@book{broken, title = {Jamais refermé
@misc{web, title = "Une page", howpublished = {\url{https://example.org/x_y}}, year = {s.d.}}
@comment{rien}
"""


def test_bibtex_as_people_have_it_is_read_and_a_damaged_entry_is_passed_over():
    article, page = read_file(BIBTEX.encode())
    assert article == Found(
        title="L'œuvre & le Genre: une approche",
        kind="article",
        authors=({"family": "Dupont", "given": "Émilie"}, {"literal": "Médecins du Monde"},
                 {"family": "de la Cruz", "given": "Juana"}),
        issued="2021-03",
        doi="10.1000/abc",
        language="fr",
        tags=("genre", "ECSI", "droits"),
        details={"container-title": "Revue Tiers Monde", "issue": "4", "page": "1-20"},
    )  # fmt: skip
    assert (page.title, page.link, page.issued) == ("Une page", "https://example.org/x_y", "")


RIS = """Provider: une base\r
\r
TY  - CHAP\r
T1  - Un chapitre\r
A1  - Ngo, Béatrice\r
T2  - Le livre\r
Y1  - 2019/05//\r
SP  - 3\r
EP  - 9\r
SN  - 978-2-1234\r
UR  - https://example.org/chap\r
N2  - Ce qu'il dit.\r
KW  - genre\r
KW  - plaidoyer\r
ER  - \r
"""


def test_ris_as_databases_give_it_is_read():
    assert read_file(RIS.encode()) == [
        Found(
            title="Un chapitre",
            kind="chapter",
            authors=({"family": "Ngo", "given": "Béatrice"},),
            issued="2019-05",
            link="https://example.org/chap",
            abstract="Ce qu'il dit.",
            tags=("genre", "plaidoyer"),
            details={"container-title": "Le livre", "page": "3-9", "ISBN": "978-2-1234"},
        )
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_read_in_whatever_way_its_program_wrote_it(name, encoding):
    found = Found(title="Évaluer l’égalité", issued="2020")
    assert read_file(FORMATS[name].write([("one", found)]).encode(encoding)) == [found]


def test_two_entries_under_one_key_are_two_references():
    found = read_file(b"@book{a, title={Un}}\n@book{a, title={Deux}, author={Ngo, B.}}")
    assert [(one.title, one.authors) for one in found] == [
        ("Un", ()),
        ("Deux", ({"family": "Ngo", "given": "B."},)),
    ]


HOSTILE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "a letter": b"Bonjour, voici ma liste.",
    "too large": b"@book{a, title={b}}\n" * 150_000,
    "too many": b"@book{a, title={b}}\n" * 1001,
    "json cut short": b'[{"title": "a"',
    "json too deep": b"[" * 200_000,
    "json that is a number": b"[1, 2, 3]",
    "titles that are none": b'[{"title": {"a": 1}}, {"title": ""}, {"title": null}, {"title": [[]]}]',
    "bibtex never closed": b"@book{a, title = {" + b"{" * 100_000,
    "only at signs": b"@" * 1_000_000,
    "ris without titles": b"TY  - JOUR\nER  - \n" * 1000,
    "huge line of ris": b"TY  - JOUR\nAU  - " + b"x" * 1_500_000 + b"\nER  - \n",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_soon(case):
    begun = time.monotonic()
    with pytest.raises(ValidationError) as refused:
        read_file(HOSTILE[case])
    assert refused.value.messages[0].endswith(".")
    assert time.monotonic() - begun < 10


def test_what_is_too_long_is_cut_and_what_nobody_can_mean_goes():
    found = from_item(
        {
            "title": "\u202eTitre\x00 " + "x" * 5000,
            "type": ["article-journal"],
            "author": [{"family": "A" * 5000}, "nobody", {"given": 3}, {}] * 100,
            "issued": {"date-parts": [["99999", 99]]},
            "URL": "javascript:alert(1)",
            "abstract": "<jats:p>Un <b>résumé</b></jats:p><script>x</script>",
            "keyword": ["a" * 500, 12, None, *map(str, range(100))],
            "volume": {"a": 1},
            "language": "klingon",
        }
    )
    assert found is not None
    assert (len(found.title), found.title[:6], found.link, found.issued, found.language) == (
        500,
        "Titre ",
        "",
        "",
        "",
    )
    assert (len(found.authors[0]["family"]), len(found.tags), len(found.tags[0])) == (160, 20, 60)
    assert "<" not in found.abstract
    assert found.details == {}
    assert from_item(to_item(found, "x")) == found


@pytest.mark.parametrize(
    ("said", "doi"),
    [
        ("10.1000/ABC.", "10.1000/abc"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("doi:10.1002/(sici)1097", "10.1002/(sici)1097"),
        ("11.1000/abc", ""),
        ("", ""),
    ],
)
def test_a_doi_is_known_in_whatever_holds_it(said, doi):
    assert clean_doi(said) == doi


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://",
        "http://[::1",
        "https://a b/",
        "data:,x",
        "//example.org",
    ],
)
def test_only_addresses_of_the_web_are_links(link):
    assert clean_link(link) == ""
