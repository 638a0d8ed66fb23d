"""Looking for what a link or a DOI is called, on a server that answers anything, and never inside our walls."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tresse.resources import fetching
from tresse.resources.csl import Found
from tresse.resources.fetching import NotFetched, fetch, look_for, open_address
from tresse.resources.web_pages import read_page

ARTICLE = """<!doctype html><html lang="fr-FR"><head><meta charset="utf-8"><title>Autre titre</title>
<meta name="citation_title" content="Évaluer l&#39;égalité"><meta name="citation_author" content="Dupont, Émilie">
<meta name="citation_author" content="Ngo, B."><meta name="citation_journal_title" content="Revue">
<meta name="citation_publication_date" content="2021/03/04"><meta name="citation_firstpage" content="3">
<meta name="citation_lastpage" content="9"><meta name="description" content="Ce qu'on y lit."></head><body>"""


class Answers(BaseHTTPRequestHandler):
    """A few pages, some of them hostile."""

    def do_GET(self) -> None:
        page = self.path.partition("?")[0].strip("/").replace("/", "_").replace(".", "_") or "home"
        getattr(self, f"page_{page}", self.page_missing)()

    def log_message(self, *_said: object) -> None:
        pass

    def say(self, body: bytes, type: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": type} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page_article(self) -> None:
        self.say(ARTICLE.encode())

    def page_latin(self) -> None:
        self.say("<title>Égalité</title>".encode("latin-1"), "text/html; charset=iso-8859-1")

    def page_pdf(self) -> None:
        self.say(b"%PDF", "application/pdf")

    def page_missing(self) -> None:
        self.say(b"<title>Not found</title>", status=404)

    def page_round(self) -> None:
        self.say(b"", status=302, Location="/round")

    def page_inside(self) -> None:
        self.say(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def page_file(self) -> None:
        self.say(b"", status=302, Location="file:///etc/passwd")

    def page_onward(self) -> None:
        self.say(b"", status=301, Location="article")

    def page_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            self.wfile.write(b"<title>Sans fin</title>")
            while True:
                self.wfile.write(b" " * 65_536)
        except OSError:
            pass

    def page_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b" ")
                time.sleep(0.1)
        except OSError:
            pass

    def page_10_1000_xyz(self) -> None:
        item = {
            "title": "Un article",
            "type": "article-journal",
            "author": [{"family": "Dupont"}],
            "DOI": "10.1000/XYZ",
        }
        wanted = self.headers["Accept"] == fetching.CSL
        self.say(json.dumps(item).encode() if wanted else b"<title>doi.org</title>", "application/json")


@pytest.fixture
def server(settings) -> Iterator[str]:
    """On loopback, which only a test may read."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    serving.daemon_threads = True
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{serving.server_port}/"
    settings.FETCH_ALSO_FROM = {"addresses": ("127.0.0.1",), "ports": (serving.server_port,)}
    settings.DOI_ADDRESS = address
    yield address
    serving.shutdown()
    serving.server_close()


def test_a_page_says_what_it_is(server):
    found = look_for(doi="", link=f"{server}article")
    assert found == Found(
        title="Évaluer l'égalité",
        kind="article",
        authors=({"family": "Dupont", "given": "Émilie"}, {"family": "Ngo", "given": "B."}),
        issued="2021-03-04",
        link=f"{server}article",
        abstract="Ce qu'on y lit.",
        language="fr",
        details={"container-title": "Revue", "page": "3-9"},
    )


def test_a_doi_gives_its_full_reference(server):
    found = look_for(doi="10.1000/xyz", link="")
    assert found is not None
    assert (found.title, found.doi, found.authors) == ("Un article", "10.1000/xyz", ({"family": "Dupont"},))


def test_an_old_page_is_read_in_its_own_letters(server):
    found = look_for(doi="", link=f"{server}latin")
    assert found is not None
    assert found.title == "Égalité"


def test_a_redirection_is_followed(server):
    assert look_for(doi="", link=f"{server}onward") is not None


@pytest.mark.parametrize("page", ["missing", "pdf", "round", "inside", "file"])
def test_what_is_no_page_gives_nothing(server, page):
    assert look_for(doi="", link=f"{server}{page}") is None


def test_a_page_without_end_is_read_as_far_as_its_beginning(server):
    found = look_for(doi="", link=f"{server}endless")
    assert found is not None
    assert found.title == "Sans fin"


def test_whoever_answers_a_letter_at_a_time_is_not_listened_to_for_long(server, monkeypatch):
    monkeypatch.setattr(fetching, "IN_ALL", 0.5)
    begun = time.monotonic()
    with pytest.raises(NotFetched):
        fetch(f"{server}slow", accept="*/*")
    assert time.monotonic() - begun < 3


INSIDE = [
    "127.0.0.1", "localhost", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "127.1",
    "2130706433", "0x7f000001", "255.255.255.255", "",
    "64:ff9b:1::7f00:1", "::127.0.0.1", "::ffff:0:127.0.0.1", "fec0::1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_nothing_inside_our_walls_is_read(host):
    with pytest.raises(NotFetched):
        open_address(host, 80)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "https://localhost/", "http://93.184.216.34:22/", "http://93.184.216.34:99999/",
     "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "http://", "http://user@127.0.0.1/"],
)  # fmt: skip
def test_no_address_leads_inside_nor_to_another_door(address):
    with pytest.raises(NotFetched):
        fetch(address, accept="*/*")


@pytest.mark.parametrize(
    "content", [b"", b"<title></title>", b"\x00\xff" * 1000, b"<" * 100_000, b"<meta name=dc.title>"]
)
def test_a_page_that_says_nothing_gives_nothing(content):
    assert read_page(content, "", "https://example.org/") is None


def test_a_page_in_letters_nobody_knows_is_read_all_the_same():
    for charset in ("klingon", "punycode", "zlib"):
        found = read_page(b"<title>Titre</title>", charset, "https://example.org/")
        assert found is not None
        assert found.title == "Titre"
