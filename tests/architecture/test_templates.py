"""What a template never holds: a style, a script, a handler, a text taken as safe, a query."""

import re

import pytest

from tests.architecture.reading import ROOT, lines, product_code, templates

PAGES = [path for path in templates() if path.suffix == ".html"]
# A mail has no stylesheet: readers of mail only know inline styles. What one takes along is read from a file, alone.
MAY_STYLE = {path for path in PAGES if "emails" in path.parts or path.name == "archive.html"}

# What is let through as HTML, and why it can hold nothing hostile.
MARKED_SAFE: dict[str, str] = {
    "tresse/ui/braid/drawing.py": "an SVG of our own, in which every word people wrote is escaped",
    "tresse/core/prose.py": "the output of nh3, which keeps only the tags of an allow-list",
}


def places(pattern: str, paths, flags: int = re.IGNORECASE) -> list[str]:
    sought = re.compile(pattern, flags)
    return [place for path in paths for place, line in lines(path) if sought.search(line)]


def test_no_inline_style():
    assert places(r"\sstyle\s*=|<style\b", [path for path in PAGES if path not in MAY_STYLE]) == []


def test_no_inline_script():
    assert places(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", PAGES) == []


def test_no_inline_handler():
    assert places(r"\son[a-z]+\s*=\s*[\"']|javascript:", PAGES) == []


def test_nothing_comes_from_another_origin():
    assert places(r"(<link[^>]*href|<script[^>]*src|<img[^>]*src)\s*=\s*[\"'](https?:)?//", PAGES) == []


def test_no_text_is_taken_as_safe_in_a_template():
    assert places(r"\|\s*safe\b|\{%\s*autoescape off", PAGES) == []


def test_html_is_made_only_where_a_reason_is_given():
    sought = re.compile(r"\bmark_safe\(|\bSafeString\(|__html__")
    found = {str(path.relative_to(ROOT)) for path in product_code() if sought.search(path.read_text())}
    assert sorted(found - set(MARKED_SAFE)) == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "tresse")))
def test_an_end_says_what_it_ends(path):
    unnamed = re.findall(r"\{%\s*(endblock|endpartialdef)\s*%\}", path.read_text())
    assert unnamed == []


def test_a_form_in_a_part_of_a_page_receives_its_token():
    """`only` leaves out what the context processors give: without its token the form is refused, and no test of a
    view says so, since Django's test client does not ask for it."""
    parts = {
        str(path).partition("/templates/")[2]
        for path in PAGES
        if "{% csrf_token %}" in path.read_text() and "{% extends" not in path.read_text()
    }
    included = re.compile(r"\{%\s*include \"([^\"]+)\"([^%]*)%\}")
    without = [
        f"{place} {part}"
        for path in PAGES
        for place, line in lines(path)
        for part, given in included.findall(line)
        if part in parts and " only" in given and "csrf_token=" not in given
    ]
    assert without == []
