"""Methods: their steps hold together, and a network adds its own, which agendas never lose."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import EVERYBODY
from tresse.core.models import JournalEntry
from tresse.facilitation import actions, plan
from tresse.facilitation.models import NetworkMethod
from tresse.facilitation.tests import factories
from tresse.meetings import methods, queries
from tresse.meetings.actions import Planned
from tresse.meetings.methods import METHODS, shared_out
from tresse.meetings.models import AgendaItem

STEADY = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
def test_a_method_has_steps_with_words_that_fill_its_time(method):
    assert sum(step.minutes for step in method.steps) == method.minutes
    assert all(str(step.name) and str(step.words) for step in method.steps)
    assert method.care
    assert all(step.groups == 0 or 2 <= step.groups <= method.people[1] for step in method.steps)


def test_each_method_has_its_file():
    files = {path.stem for path in Path(methods.__file__).parent.glob("*.py")} - {"__init__", "declaration"}
    assert files == set(METHODS)


def test_codevelopment_has_its_six_steps():
    steps = [str(step.name).partition(". ")[2] for step in METHODS["codevelopment"].steps]
    assert steps == [
        "Statement", "Clarification", "Contract", "Consultation", "Synthesis and plan", "Learning",
    ]  # fmt: skip


@STEADY
@given(st.lists(st.integers(1, 120), min_size=1, max_size=20), st.integers(1, 600))
def test_minutes_are_shared_out_to_the_last_one(usual, minutes):
    shares = shared_out(usual, minutes)
    assert min(shares) >= 1
    assert sum(shares) == max(minutes, len(usual))


@STEADY
@given(st.lists(st.integers(1, 120), min_size=1, max_size=20))
def test_usual_minutes_stay_what_they_are(usual):
    assert shared_out(usual, sum(usual)) == usual


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_writes_and_retires_a_method(cast, who):
    try:
        method = factories.own_method(cast, by=cast.person(who))
        actions.retire_method(method, by=cast.person(who))
    except PermissionDenied:
        assert who != "steward"
    assert NetworkMethod.objects.exists() == (who == "steward")


def test_a_method_of_the_network_is_chosen_as_any_other(cast, as_):
    factories.own_method(cast)
    assert methods.on_offer()["marche-apprenante"].minutes == 30
    offered = [method.key for _name, group in queries.methods_for([]) for method in group]
    assert offered[-1] == "marche-apprenante"
    meeting = factories.under_way(cast)
    where = f"{meeting.get_absolute_url()}agenda/"
    sent = {"title": "", "minutes": "60", "method_key": "marche-apprenante", "led_by": ""}
    assert as_("member").post(where, sent).status_code == 302
    item = AgendaItem.objects.get(method_key="marche-apprenante")
    assert (item.title, str(item.method.gesture)) == ("Marche apprenante", "On marche et on parle.")
    assert [place.minutes for place in plan.plan_of(meeting) if place.item == item] == [40, 20]


def test_a_retired_method_is_offered_no_more_and_stays_in_the_agendas_that_use_it(cast):
    method = factories.own_method(cast)
    meeting = factories.under_way(cast, agenda=[Planned("Marche", 30, method.key)])
    actions.retire_method(method, by=cast.steward)
    assert method.key not in methods.on_offer()
    assert [place.name for place in plan.plan_of(meeting)] == ["Marcher à deux", "Revenir"]
    actions.bring_back_method(method, by=cast.steward)
    assert method.key in methods.on_offer()


def test_retiring_twice_is_retiring_once(cast):
    method = factories.own_method(cast)
    first = actions.retire_method(method, by=cast.steward).retired_at
    assert actions.retire_method(method, by=cast.steward).retired_at == first
    kinds = list(JournalEntry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["method.written", "method.retired"]


def test_a_method_said_anew_keeps_its_address(cast):
    method = factories.own_method(cast)
    steps = [actions.StepTerms("Marcher", 45)]
    told = {"name": "La marche", "gesture": "On marche.", "fewest": 2, "most": 10, "steps": steps}
    actions.change_method(method, by=cast.steward, **told)
    read = methods.named([method.key])[method.key]
    assert (method.key, read.name, [step.name for step in read.steps]) == (
        "marche-apprenante", "La marche", ["Marcher"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Troika", "troika-2"),
        ("New", "new-2"),
        ("Fishbowl!", "fishbowl-2"),
        ("日本", "method"),
        ("x" * 60, "x" * 24),
    ],
)
def test_an_address_is_nobody_else_s(cast, name, key):
    assert factories.own_method(cast, name=name).key == key


def test_two_methods_of_one_name_have_two_addresses(cast):
    assert {factories.own_method(cast).key for _ in range(2)} == {"marche-apprenante", "marche-apprenante-2"}


@pytest.mark.parametrize(
    "terms",
    [
        {"name": "  "},
        {"steps": []},
        {"steps": [actions.StepTerms("a", 1)] * 21},
        {"steps": [actions.StepTerms("a", 600), actions.StepTerms("b", 1)]},
        {"fewest": 9, "most": 3},
    ],
)
def test_what_is_no_method_is_refused(cast, terms):
    with pytest.raises(ValidationError):
        factories.own_method(cast, **terms)
    assert not NetworkMethod.objects.exists()


def test_the_methods_of_an_agenda_are_read_together(cast, django_assert_num_queries):
    method = factories.own_method(cast)
    for count in (1, 3):
        meeting = factories.under_way(cast, agenda=[Planned("Marche", 30, method.key)] * count)
        with django_assert_num_queries(3):
            assert len(plan.plan_of(meeting)) == 2 * count
