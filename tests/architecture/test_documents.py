"""The documents say what is: settings, rules and dependencies."""

import re

import pytest

from tests.architecture.reading import ROOT, files

RULES = files("docs/rules", ".md")


def test_every_setting_is_documented_and_nothing_else():
    named = re.compile(r"\b(TRESSE_[A-Z_]+|DATABASE_URL)\b")
    read = set(re.findall(r'"(TRESSE_[A-Z_]+|DATABASE_URL)"', (ROOT / "config/env.py").read_text()))
    told = {name.removesuffix("_FILE") for name in named.findall((ROOT / "docs/operations.md").read_text())}
    assert told == read


def names_of_tests() -> set[str]:
    return {
        name
        for folder in ("tresse", "tests")
        for path in files(folder, ".py")
        if path.name.startswith("test_")
        for name in re.findall(r"^\s*def (test_\w+)", path.read_text(), re.MULTILINE)
    }


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_every_rule_names_a_test_that_exists(path):
    rules = [
        line
        for line in path.read_text().splitlines()
        if re.match(r"\s*[-*|] ?", line) and not re.match(r"\|[\s-]|\|\s*[Rr]ègle", line)
    ]
    without = [rule for rule in rules if not re.search(r"`(?:\S*::)?test_\w+`", rule)]
    named = set(re.findall(r"`(?:\S*::)?(test_\w+)`", path.read_text()))
    assert (without, sorted(named - names_of_tests())) == ([], [])


@pytest.mark.parametrize("lock", ["run", "develop"])
def test_every_dependency_has_its_line(lock):
    """What it saves, how it is kept, how we would leave it."""
    wanted = {
        re.split(r"[\[<>=;\s]", line)[0].lower()
        for line in (ROOT / f"requirements/{lock}.in").read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    }
    told = {
        name.lower()
        for name in re.findall(r"^\| `([\w.-]+)", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE)
    }
    assert sorted(wanted - told) == []


DOCUMENTS = [path for path in files(".", ".md") if "node_modules" not in path.parts]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_points_at_what_exists(path):
    text = path.read_text()
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)
    broken = {link for link in links if not (path.parent / link).exists()}
    files_named = set(re.findall(r"`((?:\w[\w.-]*/)+[\w-]+\.(?:py|md|sh|toml|css|js|html))`", text))
    missing = {name for name in files_named if not (ROOT / name).exists() and not (ROOT / "tresse" / name).exists()}
    assert (broken, missing) == (set(), set())
