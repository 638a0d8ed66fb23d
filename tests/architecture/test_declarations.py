"""What is declared in one place is complete there: objectives, kinds of block, formats, acts of the journal."""

import ast
import re

import pytest
from django.apps import apps
from django.template.loader import get_template
from django.utils.module_loading import import_string

from config import doors
from config.by_mail import BY_MAIL
from config.decision_effects import EFFECTS
from config.hushed import HUSHED
from config.news import NEWS, SUBJECTS
from config.own_data import OWN_DATA
from config.readers import READERS
from config.recurring import RECURRING
from config.session_parts import SESSION_PARTS
from config.unsigned import UNSIGNED
from config.waiting import WAITING
from config.weighty_acts import WEIGHTY_ACTS
from tests.architecture.reading import ROOT, parsed, product_code
from tresse.confidence.models import Confided
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


@pytest.mark.parametrize("kind", EFFECTS)
def test_an_effect_of_a_decision_is_whole(kind):
    effect = EFFECTS[kind]
    assert callable(import_string(effect.allowed))
    assert callable(import_string(effect.done))
    assert callable(import_string(effect.form))
    assert get_template(effect.summary)


@pytest.mark.parametrize(
    "path",
    [
        *WAITING,
        *OWN_DATA,
        *SESSION_PARTS,
        *HUSHED,
        *UNSIGNED,
        doors.COMING_IN,
        *(path for path, _rhythm in RECURRING),
    ],
)
def test_a_function_named_in_config_exists(path):
    assert callable(import_string(path))


@pytest.mark.parametrize(("file", "declared"), [("waiting", WAITING), ("own_data", OWN_DATA)])
def test_what_a_concept_says_is_listed(file, declared):
    """Every public function of a `waiting.py` is read, and of an `own_data.py`; each once."""
    said = {
        f"tresse.{path.parent.name}.{file}.{node.name}"
        for path in product_code()
        if path.name == f"{file}.py" and path.parent.name != "core" and path.parts[-3] == "tresse"
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert sorted(declared) == sorted(said)


def test_news_are_about_declared_kinds_each_once():
    assert sorted(set(NEWS) - set(journal.sentences)) == []
    assert len(NEWS) == len(set(NEWS))


def test_news_of_whatever_has_an_audience_ask_who_it_exists_for():
    """A letter that speaks of one without asking would tell those it does not exist for (S1)."""
    with_audience = {model._meta.label for model in apps.get_models() if issubclass(model, Confided)}
    assert with_audience - set(SUBJECTS) == set()


@pytest.mark.parametrize("label", SUBJECTS)
def test_a_subject_of_news_is_whole(label):
    model, subject = apps.get_model(label), SUBJECTS[label]
    assert callable(model._default_manager.visible_to)
    assert subject.excerpt == "" or model._meta.get_field(subject.excerpt)
    page = model._meta.get_field(subject.page).related_model if subject.page else model
    assert callable(page.get_absolute_url)


@pytest.mark.parametrize("kind", BY_MAIL)
def test_whoever_receives_a_letter_exists(kind):
    assert callable(import_string(BY_MAIL[kind].received))
