"""Every component in every state."""

from types import SimpleNamespace as Sample

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from tresse.core.rulings import Ruling, granted

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def drawn(component: str, **variables: object) -> str:
    return " ".join(render_to_string(f"components/{component}.html", variables).split())


def test_a_button_with_an_address_is_a_link():
    assert drawn("button", label="See", href="/atlas/") == (
        '<a class="button" data-kind="primary" href="/atlas/">See</a>'
    )


def test_a_button_without_address_sends_its_form():
    assert drawn("button", label="Keep", kind="quiet", name="step", value="2") == (
        '<button class="button" data-kind="quiet" name="step" value="2">Keep</button>'
    )


def test_a_button_granted_is_a_button():
    assert drawn("button", label="Open", ruling=granted) == drawn("button", label="Open")


@pytest.mark.parametrize("href", ["", "/c/cp-genre/"])
def test_a_button_refused_says_why_and_does_nothing(href):
    button = drawn("button", label="Open", href=href, ruling=Ruling("A question is missing."))
    assert button == (
        '<span class="refusal"><button type="button" class="button" data-kind="primary" aria-disabled="true">Open'
        '</button> <span class="why">A question is missing.</span></span>'
    )


@pytest.mark.parametrize("component", ["button", "empty", "objective", "stage", "audience", "copy"])
def test_what_people_wrote_never_becomes_code(component):
    everything = Sample(
        key="exploration",
        name=HOSTILE,
        symbol=HOSTILE,
        stage="living",
        get_stage_display=HOSTILE,
        audience="community",
    )
    page = drawn(
        component,
        label=HOSTILE,
        title=HOSTILE,
        text=HOSTILE,
        href=HOSTILE,
        objective=everything,
        community=everything if component == "stage" else HOSTILE,
        item=everything,
    )
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As others see it.")
    word = forms.CharField(widget=forms.Textarea, required=False)
    side = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("name", ["name", "word"])
def test_a_field_has_a_label_tied_to_it(name):
    assert f'<label for="id_{name}">' in drawn("field", field=SampleForm()[name])


def test_only_what_is_optional_says_so():
    form = SampleForm()
    optional = [field.name for field in form.visible_fields() if "(optional)" in drawn("field", field=field)]
    assert optional == ["word"]


def test_help_and_errors_are_tied_to_the_field():
    page = drawn("field", field=SampleForm({})["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<div class="help" id="id_name_helptext">As others see it.</div>' in page
    assert '<ul class="errors" role="list" id="id_name_error"><li>This field is required.</li></ul>' in page


def test_a_choice_is_a_group_with_its_name():
    page = drawn("field", field=SampleForm({})["side"])
    assert page.startswith('<fieldset class="field" data-wrong aria-describedby="id_side_error"> <legend>Side')


def test_a_box_comes_before_its_words():
    page = drawn("field", field=SampleForm()["agreed"])
    assert page.index("<input") < page.index("<label")


def test_a_hidden_field_shows_nothing():
    assert drawn("field", field=SampleForm()["hidden"]) == '<input type="hidden" name="hidden" id="id_hidden">'


def test_a_form_without_errors_says_nothing():
    assert drawn("form_errors", form=SampleForm()) == ""


def test_the_errors_of_a_form_lead_to_their_fields():
    page = drawn("form_errors", form=SampleForm({}))
    assert 'role="alert" tabindex="-1" data-focus' in page
    assert [f"#id_{name}" in page for name in ("name", "word", "side", "agreed")] == [True, False, True, True]


@pytest.mark.parametrize(
    ("audience", "sentence"),
    [
        ("session", "Only those who take part in this session can see this."),
        ("community", "Only those inside CP Genre can see this."),
        ("network", "Everyone in the network’s communities can see this."),
        ("public", "Everyone can see this."),
    ],
)
def test_an_audience_is_one_sentence_with_the_same_mark(audience, sentence):
    page = drawn("audience", item=Sample(audience=audience), community="CP Genre")
    assert sentence in page
    assert f'data-audience="{audience}"' in page
    assert page.count("<svg") == 1


def test_an_objective_is_told_by_a_symbol_and_a_word():
    page = drawn("objective", objective=Sample(key="exploration", name="exploration", symbol="◇"))
    assert page == (
        '<span class="objective" data-objective="exploration"><span class="symbol" aria-hidden="true">◇</span>'
        " exploration</span>"
    )


def test_an_empty_state_teaches_the_next_gesture():
    page = drawn("empty", title="No session yet", text="A session is a date.", href="/new/", label="Call one")
    assert [words in page for words in ("No session yet", "A session is a date.", 'href="/new/">Call one</a>')] == [
        True,
        True,
        True,
    ]
    assert "<a" not in drawn("empty", title="No session yet", text="A session is a date.")
