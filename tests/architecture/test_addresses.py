"""Every address says who gets in, and its table is tried with the whole cast."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access import method_and_name
from tests.architecture.reading import ROOT, files, parsed
from tests.cast import EVERYBODY

TABLES = files("tresse", "test_access.py")
A_CODE_FOR_EVERYBODY = {200, 302, 303, 400, 403, 404, 405, 409, 410, 422}


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each address with its whole name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name or ''}", pattern


def ours() -> dict[str, URLPattern]:
    return {name: pattern for name, pattern in addresses() if not _is_of_allauth(pattern)}


def _is_of_allauth(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__module__.startswith("allauth.")


def tables() -> dict[str, dict[str, int]]:
    """All rows of all tables; the key keeps its method."""
    rows: dict[str, dict[str, int]] = {}
    for path in TABLES:
        rows |= importlib.import_module(_module(path)).ACCESS
    return rows


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_address_has_a_name():
    assert [str(pattern.pattern) for name, pattern in ours().items() if not name or name.endswith(":")] == []


def test_every_address_declares_who_gets_in():
    declared = {method_and_name(key)[1] for key in tables()}
    assert sorted(set(ours()) - declared) == []


def test_every_row_is_about_an_address_that_exists():
    declared = {method_and_name(key)[1] for key in tables()}
    assert sorted(declared - {name for name, _ in addresses()}) == []


def test_every_row_names_the_whole_cast():
    incomplete = {key: sorted(set(EVERYBODY) ^ set(row)) for key, row in tables().items()}
    assert {key: names for key, names in incomplete.items() if names} == {}


def test_every_row_says_what_is_answered():
    assert {key: row for key, row in tables().items() if not set(row.values()) <= A_CODE_FOR_EVERYBODY} == {}


@pytest.mark.parametrize("path", TABLES, ids=_module)
def test_every_table_is_tried(path):
    tests = [
        function
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
    ]
    names = {node.id for test in tests for node in ast.walk(test) if isinstance(node, ast.Name)}
    assert "ACCESS" in names


def test_two_addresses_never_share_a_name():
    names = [name for name, _ in addresses()]
    assert sorted({name for name in names if names.count(name) > 1}) == []
