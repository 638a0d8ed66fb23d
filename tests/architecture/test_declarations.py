"""What is declared in one place is complete there: objectives, kinds of block, formats, acts of the journal."""

import ast
import re

import pytest
from django.template.loader import get_template
from django.utils.module_loading import import_string

from config.readers import READERS
from config.weighty_acts import WEIGHTY_ACTS
from tests.architecture.reading import ROOT, parsed, product_code
from tresse.core import journal
from tresse.documents.kinds import KINDS
from tresse.meetings.methods import METHODS
from tresse.objectives import OBJECTIVES

TOKENS = ROOT / "tresse/ui/static/ui/css/tokens.css"


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=lambda objective: objective.key)
def test_an_objective_is_whole(objective):
    assert OBJECTIVES[objective.key] is objective
    assert set(objective.formats) <= set(METHODS)
    phases = [phase.key for phase in objective.phases]
    assert len(phases) == len(set(phases)) >= 2
    assert objective.months[0] < objective.months[1]


@pytest.mark.parametrize("key", OBJECTIVES)
def test_an_objective_has_its_colours_in_both_themes(key):
    assert re.findall(rf"--{key}\s*:", TOKENS.read_text()) != []


def test_keys_say_their_own_name():
    assert {key: kind.key for key, kind in KINDS.items()} == {key: key for key in KINDS}
    assert {key: method.key for key, method in METHODS.items()} == {key: key for key in METHODS}


def recorded() -> dict[str, str]:
    """Each kind of act the code records, and where."""
    return {
        node.args[0].value: f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product_code()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("journal.record")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_kind_of_act_that_is_recorded_is_declared():
    assert {kind: place for kind, place in recorded().items() if kind not in journal.sentences} == {}


def test_every_kind_of_act_that_is_declared_is_recorded():
    everything = "\n".join(path.read_text() for path in product_code() if path.stem != "journal")
    assert [kind for kind in journal.sentences if f'"{kind}"' not in everything] == []


def test_every_reader_is_about_a_declared_kind_and_exists():
    assert sorted(set(READERS) - set(journal.sentences)) == []
    for path in {path for paths in READERS.values() for path in paths}:
        assert import_string(path)


@pytest.mark.parametrize("kind", WEIGHTY_ACTS)
def test_a_weighty_act_is_whole(kind):
    act = WEIGHTY_ACTS[kind]
    assert callable(import_string(act.allowed))
    assert callable(import_string(act.done))
    assert get_template(act.summary)
