"""Who gets in, said as a table and tried with the whole cast.

    ACCESS = {
        "meetings:meeting": {"visitor": 404, "member": 200, …everybody of tests.cast.EVERYBODY},
        "POST meetings:convene": {…},
    }

    def test_who_gets_in(as_, cast):
        meeting = factories.meeting(cast.community)
        check_access(as_, ACCESS, {"meetings:meeting": [cast.community.slug, meeting.number], …})

A key is the name of an address, read with GET, or a method and a name. Every address of Tresse has a row in the
`test_access.py` of its folder: tests/architecture/test_addresses.py fails for one that has none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.cast import EVERYBODY

Row = Mapping[str, int]
Table = Mapping[str, Row]
Arguments = Sequence[object] | Mapping[str, object] | str

INSIDE = ("awa", "claire", "member", "newcomer", "former")
STEERING = ("awa", "claire")


def check_access(
    as_: Callable[[str], Client],
    table: Table,
    addresses: Mapping[str, Arguments] | Callable[[str], str],
    *,
    posting: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Try each address of the table as each of the cast, always from the same state, and compare with the table.

    `addresses` gives, by name, the arguments of the address (a list or a dict), or the address itself when it is a
    string; a function from name to address will do too; a name left out takes no argument. `posting` gives, by the
    same keys as the table, what is sent.
    """
    incomplete = {
        key: sorted(set(EVERYBODY) ^ set(row)) for key, row in table.items() if set(row) != set(EVERYBODY)
    }
    assert incomplete == {}, f"each row names the whole cast, and nobody else: {incomplete}"
    sent = posting or {}
    tried = {
        key: {who: _status(as_, who, key, addresses, sent.get(key, {})) for who in row}
        for key, row in table.items()
    }
    surprises = [
        f"{key} as {who}: {tried[key][who]} rather than {expected}"
        for key, row in table.items()
        for who, expected in row.items()
        if tried[key][who] != expected
    ]
    headless = [key for key in table if not _has_a_head(as_, key, addresses, tried[key])]
    assert headless == [], f"whoever reads an address may ask for its head (RFC 9110): {headless}"
    assert surprises == [], "\n".join(surprises)


def row(others: int, visitor: int = 302, **groups: int) -> dict[str, int]:
    """A row: everybody gets `others`, the visitor apart; then those `inside`, those `steering`, and whoever is named.

    Once those inside are told apart, `late` gets what `late_as` says.
    """
    inside, steering = groups.pop("inside", None), groups.pop("steering", None)
    said = dict.fromkeys(EVERYBODY, others) | {"visitor": visitor}
    if inside is not None:
        said |= dict.fromkeys(INSIDE, inside) | {"late": late_as(inside)}
    if steering is not None:
        said |= dict.fromkeys(STEERING, steering)
    return said | groups


def late_as(inside: int) -> int:
    """What `late` gets where whoever takes part gets `inside`: she reads, and signs before writing."""
    return 403 if inside in (302, 422) else inside


def method_and_name(key: str) -> tuple[str, str]:
    """« POST meetings:convene » is a method and a name; without a method one reads."""
    method, _, name = key.rpartition(" ")
    return method or "GET", name


def _status(
    as_: Callable[[str], Client],
    who: str,
    key: str,
    addresses: Mapping[str, Arguments] | Callable[[str], str],
    sent: Mapping[str, Any],
) -> int:
    method, name = method_and_name(key)
    address = addresses(name) if callable(addresses) else _address(name, addresses.get(name, ()))
    with _undone_afterwards():
        ask = getattr(as_(who), method.lower())
        status: int = ask(address, dict(sent)).status_code
        return status


def _has_a_head(
    as_: Callable[[str], Client],
    key: str,
    addresses: Mapping[str, Arguments] | Callable[[str], str],
    answers: Row,
) -> bool:
    """HEAD, by the first of the cast who reads this address, a visitor before all others."""
    method, name = method_and_name(key)
    readers = sorted((who for who in answers if answers[who] == 200), key=lambda who: who != "visitor")
    if method != "GET" or not readers:
        return True
    return _status(as_, readers[0], f"HEAD {name}", addresses, {}) == 200


def _address(name: str, arguments: Arguments) -> str:
    if isinstance(arguments, str):
        return arguments
    if isinstance(arguments, Mapping):
        return reverse(name, kwargs=dict(arguments))
    return reverse(name, args=list(arguments))


@contextmanager
def _undone_afterwards() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
