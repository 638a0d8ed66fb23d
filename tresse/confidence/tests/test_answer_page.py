"""The page behind the mailed address: what it shows, what it takes, what it never lets out."""

import pytest

from tresse.confidence import actions
from tresse.confidence.models import Authorisation
from tresse.confidence.tests import factories
from tresse.confidence.tests.factories import WORDS
from tresse.core.models import OutgoingMail


@pytest.fixture
def guest(as_):
    return as_("visitor")


def test_it_shows_the_exact_words_who_asks_for_what_and_who_would_see_it(cast, guest):
    page = guest.get(factories.asked(cast).get_absolute_url()).content.decode()
    for said in (
        "On nous avait demandé un plan",
        "Awa Diop",
        "CP Genre",
        "Carnet de découverte",
        "everyone will be able",
    ):
        assert said in page, said


def test_it_lets_nothing_else_out(cast, guest):
    answer = guest.get(factories.asked(cast).get_absolute_url())
    page = answer.content.decode()
    for never in ("fatou@example.org", "awa@example.org", "Claire Roux", "Mina Membre", cast.cycle.question):
        assert never not in page, never
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex' in page


def test_a_guest_says_yes_under_a_role(cast, guest):
    url = factories.asked(cast).get_absolute_url()
    answer = guest.post(url, {"answer": "yes", "attribution": "role", "role": "animatrice"}, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "You said yes" in answer.content.decode()
    assert Authorisation.objects.get().named_as == "animatrice"


def test_a_guest_proposes_other_words(cast, guest):
    url = factories.asked(cast).get_absolute_url()
    guest.post(url, {"answer": "other", "proposed": "Un thé, d'abord.", "word": "Plus court."})
    asked = Authorisation.objects.get()
    assert (asked.state, asked.proposed, asked.word) == ("proposed", "Un thé, d'abord.", "Plus court.")
    assert "You proposed other words" in guest.get(url).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "This field is required."),
        ({"answer": "perhaps"}, "Select a valid choice."),
        ({"answer": "yes", "word": "mon mot"}, "Choose how your words will be signed."),
        ({"answer": "yes", "attribution": "role", "word": "mon mot"}, "Write the role"),
        ({"answer": "other", "proposed": WORDS, "word": "mon mot"}, "Change the words"),
        ({"answer": "other", "proposed": "", "word": "mon mot"}, "Change the words"),
        ({"answer": "no", "word": "a" * 2001}, "at most 2000 characters"),
        ({"answer": "other", "proposed": "a" * 2_000_000}, "at most 40000 characters"),
    ],
)
def test_an_answer_that_cannot_be_taken_comes_back_with_what_was_typed(cast, guest, sent, sentence):
    answer = guest.post(factories.asked(cast).get_absolute_url(), sent)
    page = answer.content.decode()
    assert (answer.status_code, Authorisation.objects.get().state) == (422, "waiting")
    assert sentence in page
    assert sent.get("word", "") in page


def test_hostile_words_are_shown_as_text(cast, guest):
    asked = factories.asked(cast, text="<script>alert(1)</script><svg onload=alert(1)>", about="<b>gras</b>")
    actions.answer_authorisation(asked, granted=False, word="<script>", token=asked.token)
    page = guest.get(asked.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "<svg onload" not in page
    assert "<b>gras" not in page


def test_a_replaced_question_says_so_and_shows_nothing_to_grant(cast, guest):
    first = factories.asked(cast)
    factories.asked(cast, text="Tout autre chose.")
    page = guest.get(first.get_absolute_url()).content.decode()
    assert "Nothing to answer here any more" in page
    for never in ("On nous avait demandé", "Tout autre chose", "Carnet de découverte", "Awa Diop", 'name="answer"'):
        assert never not in page, never
    late = guest.post(first.get_absolute_url(), {"answer": "no"})
    assert (late.status_code, "Nothing to answer here any more" in late.content.decode()) == (409, True)


def test_an_authorisation_is_taken_back_on_the_same_page(cast, guest):
    granted = factories.granted(cast)
    assert "Take my authorisation back" in guest.get(granted.get_absolute_url()).content.decode()
    answer = guest.post(f"{granted.get_absolute_url()}withdrawal/", {"word": "J'ai changé."}, follow=True)
    assert "You took your authorisation back" in answer.content.decode()
    assert Authorisation.objects.get().state == "taken_back"


def test_a_word_too_long_does_not_take_it_back_and_is_kept(cast, guest):
    granted = factories.granted(cast)
    answer = guest.post(f"{granted.get_absolute_url()}withdrawal/", {"word": "b" * 2001})
    assert (answer.status_code, "b" * 2001 in answer.content.decode()) == (422, True)
    assert Authorisation.objects.get().state == "granted"


def test_an_answer_sent_twice_is_one_answer(cast, guest):
    url = factories.asked(cast).get_absolute_url()
    for _ in range(2):
        assert guest.post(url, {"answer": "yes", "attribution": "named"}).status_code == 302
    assert Authorisation.objects.get().state == "granted"
    assert OutgoingMail.objects.filter(to="awa@example.org").count() == 1


def test_an_answer_after_the_words_changed_meanwhile_is_not_taken(cast, guest):
    """The page was open; the words changed; the old yes counts for nothing."""
    first = factories.asked(cast)
    guest.get(first.get_absolute_url())
    factories.asked(cast, text="Tout autre chose.")
    late = guest.post(first.get_absolute_url(), {"answer": "yes", "attribution": "named"})
    first.refresh_from_db()
    assert (late.status_code, first.granted) == (409, None)


def test_it_costs_few_queries(cast, guest, django_assert_max_num_queries):
    url = factories.asked(cast).get_absolute_url()
    with django_assert_max_num_queries(3):
        guest.get(url)
