"""Every word shown goes through translation."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.reading import ROOT, parsed, product_code, templates

TRANSLATED = re.compile(r"\{%\s*(blocktrans(?:late)?|comment)\b.*?\{%\s*end\1\s*%\}", re.DOTALL)
NAMES_A_CLASS = re.compile(r"\{%\s*block \w*class\s*%\}.*?\{%\s*endblock.*?%\}", re.DOTALL)
VARIABLE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ALOUD = {"title", "alt", "placeholder", "aria-label", "aria-description"}
# Names are the same in every language; so are the letters of a scale and the name of a format.
SAME_EVERYWHERE = {"Tresse", "HTML", "PDF", "iCal", "AGPL", "UTC", "Français", "English"}
NOT_READ = {"script", "style", "svg"}


class Words(HTMLParser):
    """What a reader would read of a template once its translations and variables are taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.unread = 0

    def handle_starttag(self, tag, attributes):
        self.unread += tag in NOT_READ
        for name, value in attributes:
            if name in READ_ALOUD:
                self._note(value or "")

    def handle_endtag(self, tag):
        self.unread -= tag in NOT_READ

    def handle_data(self, text):
        if not self.unread:
            self._note(text)

    def _note(self, text):
        self.found |= set(WORD.findall(text)) - SAME_EVERYWHERE


def untranslated(text: str) -> set[str]:
    """What Django fills in goes first, since it may hold a « > »; a variable leaves a sign that is no word."""
    for filled_in, sign in ((TRANSLATED, "0"), (NAMES_A_CLASS, ""), (VARIABLE, "0"), (TAG, "")):
        text = filled_in.sub(sign, text)
    words = Words()
    words.feed(text)
    return words.found


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>{% translate 'Hello' %} {{ name }}</p>", set()),
        ("<p>{% blocktranslate with n=1 %}Hello {{ n }}{% endblocktranslate %}</p>", set()),
        ('<p class="meta" title="Hello">{{ name }}</p>', {"Hello"}),
        ("{% if a > 2 %}<p>Hello</p>{% endif %}", {"Hello"}),
        ("<p>3 × {{ n }}</p>", set()),
    ],
)
def test_the_reading_finds_words_outside_translation(template, words):
    assert untranslated(template) == words


# Every component with an invented content, for those who work on the pages; it is read in French.
FOR_THOSE_WHO_MAKE_PAGES = {"tresse/ui/templates/ui/design.html", "tresse/ui/views/design.py"}
PAGES = [
    path
    for path in templates()
    if path.suffix == ".html" and str(path.relative_to(ROOT)) not in FOR_THOSE_WHO_MAKE_PAGES
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "tresse")))
def test_a_template_has_no_word_outside_translation(path: Path):
    assert untranslated(path.read_text()) == set()


SENTENCES = {"Ruling", "ValidationError", "declare", "PermissionDenied"}


def test_what_a_member_is_told_goes_through_translation():
    """The sentence of a refusal, of an error in a form, of an act in the journal."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product_code()
        if str(path.relative_to(ROOT)) not in FOR_THOSE_WHO_MAKE_PAGES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SENTENCES
        for argument in node.args[-1:]
        if isinstance(argument, ast.JoinedStr | ast.Constant)
        and isinstance(getattr(argument, "value", "f"), str)
        and WORD.search(ast.unparse(argument))
    ]
    assert found == []


def test_what_is_said_once_for_all_is_said_lazily():
    """Said at once as a module is loaded, it stays in the language of the server for everybody."""
    assert [place for path in product_code() for place in said_as_loaded(path)] == []


def said_as_loaded(path: Path) -> Iterator[str]:
    tree = parsed(path)
    at_once = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in ("gettext", "ngettext", "pgettext", "npgettext")
    }
    for node in as_loaded(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in at_once:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def as_loaded(node: ast.AST) -> Iterator[ast.AST]:
    """All that is done as a module is loaded: what stands in its functions comes later."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from as_loaded(child)
