"""Looking on the web for what a link or a DOI is called. Only the worker does it, and it goes nowhere inside our walls.

A name is resolved once, and the connection goes to that very address: nobody can answer one thing when it is checked and
another when it is used. Each redirection is checked anew; time and size are bounded.
"""

import contextlib
import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from config.version import VERSION
from tresse.resources.csl import Found, clean_doi, clean_link, from_item
from tresse.resources.web_pages import read_page

CSL = "application/vnd.citationstyles.csl+json"
PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
PORTS = {"http": 80, "https": 443}
LONGEST = (
    200_000  # bytes of an answer: a head stands at the beginning, and a hostile one takes a parser 1 s at most
)
PATIENCE = 8.0  # seconds for one answer
IN_ALL = 20.0  # seconds, redirections included
MOST_REDIRECTIONS = 5
REDIRECTS = (301, 302, 303, 307, 308)


class NotFetched(Exception):
    """It is not there, takes too long, or is nowhere one may look."""


@dataclass(frozen=True)
class Answer:
    """What came back, and from where in the end."""

    address: str
    type: Message
    body: bytes


def look_for(*, doi: str, link: str) -> Found | None:
    """The full reference of a DOI, or what a page says of itself; None when nothing can be found."""
    try:
        if doi:
            return _of_doi(doi)
        return _of_page(link)
    except NotFetched:
        return None


def fetch(address: str, *, accept: str) -> Answer:
    """One page of the open web. Raises `NotFetched`."""
    until = time.monotonic() + IN_ALL
    for _turn in range(MOST_REDIRECTIONS + 1):
        answer, onward = _ask(address, accept, until)
        if answer is not None:
            return answer
        address = urljoin(address, onward)
    raise NotFetched("redirects for ever")


def _of_doi(doi: str) -> Found | None:
    answer = fetch(settings.DOI_ADDRESS + quote(doi, safe="/()."), accept=CSL)
    try:
        item = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return from_item({**item, "DOI": doi}) if isinstance(item, dict) else None


def _of_page(link: str) -> Found | None:
    answer = fetch(link, accept=PAGE)
    if answer.type.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    found = read_page(answer.body, answer.type.get_content_charset() or "", link)
    return _of_doi_or(found) if found and found.doi else found


def _of_doi_or(found: Found) -> Found:
    """A page that names its DOI leads to the full reference, which is better kept."""
    try:
        return _of_doi(clean_doi(found.doi)) or found
    except NotFetched:
        return found


def _ask(address: str, accept: str, until: float) -> tuple[Answer | None, str]:
    """The answer, or where it is said to be."""
    parts = urlsplit(clean_link(address))
    if not parts.hostname:
        raise NotFetched("no address of the web")
    connection = _connection(parts.scheme, parts.hostname, _port(parts.scheme, address), until)
    patience = threading.Timer(max(0.0, until - time.monotonic()), _hang_up, [connection])
    patience.start()
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        connection.request(
            "GET",
            (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
            headers={"Accept": accept, "User-Agent": f"Tresse/{VERSION}", "Accept-Encoding": "identity"},
        )
        response = connection.getresponse()
        if response.status in REDIRECTS:
            return None, response.headers.get("Location", "")
        if response.status != 200:
            raise NotFetched(str(response.status))
        return Answer(address, response.headers, b"".join(_pieces(response, until))), ""
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as error:
        raise NotFetched(str(error)) from None
    finally:
        patience.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    """Whoever answers a letter at a time is not listened to for hours."""
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _port(scheme: str, address: str) -> int:
    """The usual ones, so that nobody knocks at other doors through us."""
    try:
        port = urlsplit(address).port or PORTS[scheme]
    except ValueError:
        raise NotFetched("no port") from None
    if port not in PORTS.values() and port not in settings.FETCH_ALSO_FROM.get("ports", ()):
        raise NotFetched("another port")
    return port


def _connection(scheme: str, host: str, port: int, until: float) -> http.client.HTTPConnection:
    """To the address that was checked, under the name that was asked for."""
    left = min(PATIENCE, until - time.monotonic())
    if left <= 0:
        raise NotFetched("too long")
    try:
        plain = socket.create_connection((open_address(host, port), port), timeout=left)
    except OSError as error:
        raise NotFetched(str(error)) from None
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=left)
        connection.sock = plain
        return connection
    secure = http.client.HTTPSConnection(host, port, timeout=left)
    try:
        context = ssl.create_default_context()
        secure.sock = context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    except (OSError, ValueError) as error:
        plain.close()
        raise NotFetched(str(error)) from None
    return secure


def open_address(host: str, port: int) -> str:
    """Where this name is, if every place it names is on the open web. Raises `NotFetched`."""
    try:
        found = {str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise NotFetched("no such name") from None
    for one in sorted(found):
        if not _is_open(one):
            raise NotFetched("not on the open web")
    if not found:
        raise NotFetched("no such name")
    return min(found, key=lambda one: ":" in one)  # IPv4 first: not everybody has the other


def _is_open(address: str) -> bool:
    if address in settings.FETCH_ALSO_FROM.get("addresses", ()):
        return True
    place = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour or (place.teredo[1] if place.teredo else None)
        if inner is not None or place.is_site_local or place.is_reserved:  # some hold an IPv4 address (NAT64)
            return False
    return place.is_global and not place.is_multicast


def _pieces(response: http.client.HTTPResponse, until: float) -> Iterator[bytes]:
    """The beginning of what is sent, and no later than one will wait."""
    left = LONGEST
    while left > 0 and (piece := response.read1(min(left, 16_384))):
        if time.monotonic() > until:
            raise NotFetched("too long")
        left -= len(piece)
        yield piece
