"""Bringing, mending, noting, showing further, putting away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.resources import actions, rules
from tresse.resources.actions import AlreadyHere
from tresse.resources.csl import Found
from tresse.resources.duplicates import link_key
from tresse.resources.folding import tag_key
from tresse.resources.models import Import, Note, Reference, Search
from tresse.resources.tasks import forget_old_imports
from tresse.resources.tests.factories import WHOLE, reference

TAKING_PART = {"awa", "claire", "member", "newcomer", "former"}


def test_who_may_bring_note_and_show(cast):
    one = reference(cast)
    for rule, thing in (
        (rules.bringing, cast.community),
        (rules.noting, one),
        (rules.showing, one),
        (rules.changing, one),
    ):
        assert {who for who in EVERYBODY if rule(cast.person(who), thing)} == TAKING_PART


def test_who_may_take_it_out(cast):
    one = reference(cast, why="Pour sa grille.")
    assert {who for who in EVERYBODY if rules.removing(cast.person(who), one)} == {"member", "awa", "claire"}
    actions.note(one, text="Moi aussi.", by=cast.former)
    assert {who for who in EVERYBODY if rules.removing(cast.person(who), one)} == {"awa", "claire"}


def test_a_reference_is_kept_as_it_came_and_leaves_as_it_came(cast):
    one = actions.bring(cast.community, WHOLE, by=cast.member, why="Pour sa grille.")
    assert Reference.objects.get(pk=one.pk).found == WHOLE
    assert [(note.text, note.membership) for note in one.notes.all()] == [("Pour sa grille.", cast.place("member"))]


SAME = {
    "the same DOI": ({"doi": "10.1000/abc", "title": "Autrement dit"}, True),
    "the same link, said otherwise": (
        {"link": "http://www.example.org/texte/?utm_source=x#fin", "title": "Autre"},
        True,
    ),
    "the same title and year": ({"title": "EVALUER  autrement les changements !", "issued": "2020-05"}, True),
    "the same title, another year": ({"issued": "2021"}, False),
    "another DOI": ({"doi": "10.1000/other"}, False),
    "another link of the same place": ({"link": "https://example.org/autre", "title": "Autre chose"}, False),
}


@pytest.mark.parametrize("case", SAME)
def test_what_is_there_already_is_recognised(cast, case):
    said, known = SAME[case]
    first = reference(cast, doi="10.1000/abc", link="https://example.org/texte")
    if known:
        with pytest.raises(AlreadyHere) as refused:
            reference(cast, **said)
        assert refused.value.reference == first
    else:
        assert reference(cast, **said).number == 2


def test_another_community_has_its_own_watch(cast):
    reference(cast, doi="10.1000/abc")
    assert reference(cast, doi="10.1000/abc", inside_of=cast.next_door, by=cast.neighbour).number == 1


@pytest.mark.parametrize(
    "names",
    [
        ("participant-e-s", "participant·e·s", "participants", "Participantes", "participante"),
        ("Égalité", "egalite", "ÉGALITÉS"),
        ("évaluation  participative", "Évaluations participatives"),
    ],
)
def test_tags_that_differ_by_accents_number_or_gender_are_one(cast, names):
    assert len({tag_key(name) for name in names}) == 1
    for place, name in enumerate(names):
        reference(cast, title=f"Un texte numéro {place}", tags=(name,))
    assert Reference.objects.tagged(tag_key(names[0])).count() == len(names)
    assert {str(tag) for one in Reference.objects.all() for tag in one.tags.all()} == {names[0]}


def test_words_are_found_without_their_accents(cast):
    one = reference(
        cast, title="Évaluer l’égalité", authors=({"family": "Dupont", "given": "Émilie"},), tags=("ÉCSI",)
    )
    for words in ("evaluer", "EGALITE emilie", "ecsi", "dupont égal"):
        assert list(Reference.objects.saying(words)) == [one]
    assert list(Reference.objects.saying("evaluer budget")) == []


def test_links_are_brought_together_and_their_titles_looked_for(cast, django_capture_on_commit_callbacks):
    known = reference(cast, link="https://example.org/deja")
    lines = ["https://example.org/un", "10.1000/XYZ", "https://example.org/deja/", "https://example.org/un", ""]
    with django_capture_on_commit_callbacks() as waiting:
        brought, there = actions.bring_links(cast.community, lines, by=cast.former)
    assert [(one.title, one.doi, one.search) for one in brought] == [
        ("example.org/un", "", Search.ASKED), ("10.1000/xyz", "10.1000/xyz", Search.ASKED),
    ]  # fmt: skip
    assert (there, len(waiting)) == ([known], 2)


@pytest.mark.parametrize(
    "lines", [[], [""], ["bonjour"], ["javascript:alert(1)"], [f"https://example.org/{n}" for n in range(21)]]
)
def test_what_is_no_link_is_refused_with_a_sentence(cast, lines):
    with pytest.raises(ValidationError):
        actions.bring_links(cast.community, lines, by=cast.member)
    assert Reference.objects.count() == 0


def test_what_was_found_fills_the_reference_once(cast):
    (one,), _known = actions.bring_links(cast.community, ["https://example.org/un"], by=cast.member)
    actions.complete(one, Found(title="Un vrai titre", tags=("genre",), link="https://example.org/un"))
    actions.complete(one, Found(title="Un autre"))
    one.refresh_from_db()
    assert (one.title, one.search, [str(tag) for tag in one.tags.all()]) == (
        "Un vrai titre",
        Search.FOUND,
        ["genre"],
    )


def test_what_somebody_wrote_meanwhile_is_kept(cast):
    (one,), _known = actions.bring_links(cast.community, ["https://example.org/un"], by=cast.member)
    actions.change(one, Found(title="Le titre de Mina", link=one.link), by=cast.member)
    actions.complete(one, Found(title="Un autre"))
    one.refresh_from_db()
    assert one.title == "Le titre de Mina"


def test_a_title_that_is_not_found_says_so(cast):
    (one,), _known = actions.bring_links(cast.community, ["https://example.org/un"], by=cast.member)
    actions.complete(one, None)
    one.refresh_from_db()
    assert (one.title, one.search) == ("example.org/un", Search.FAILED)


def test_a_page_whose_doi_is_there_already_is_kept_without_it(cast):
    reference(cast, doi="10.1000/abc")
    (one,), _known = actions.bring_links(cast.community, ["https://example.org/un"], by=cast.member)
    actions.complete(one, Found(title="Un titre", doi="10.1000/abc", link=one.link))
    one.refresh_from_db()
    assert (one.title, one.doi) == ("Un titre", "")


def test_a_note_is_one_s_own_and_goes_when_it_is_emptied(cast):
    one = reference(cast, why="Pour sa grille.")
    actions.note(one, text="Pour sa méthode.", by=cast.member)
    actions.note(one, text="J'ai ri.", by=cast.former)
    assert list(Note.objects.values_list("text", flat=True)) == ["Pour sa méthode.", "J'ai ri."]
    actions.note(one, text="  ", by=cast.member)
    assert list(Note.objects.values_list("text", flat=True)) == ["J'ai ri."]


def test_showing_it_further_is_in_the_journal_and_session_is_no_answer(cast):
    one = actions.show_to(reference(cast), audience="public", by=cast.member)
    assert one.audience == "public"
    entry = JournalEntry.objects.order_by("-number")[0]
    assert (entry.kind, entry.facts) == ("reference.shown", {"number": 1, "audience_word": "everyone"})
    for wrong in ("session", "funders", ""):
        with pytest.raises(ValidationError):
            actions.show_to(one, audience=wrong, by=cast.member)


def test_a_closed_community_brings_nothing_more(cast):
    one = reference(cast)
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    for act in (
        lambda: reference(cast, title="Une autre chose à lire"),
        lambda: actions.note(one, text="Oui", by=cast.member),
        lambda: actions.show_to(one, audience="public", by=cast.awa),
        lambda: actions.remove(one, by=cast.awa),
    ):
        one.refresh_from_db()
        one.community.refresh_from_db()
        with pytest.raises(PermissionDenied, match="closed"):
            act()


def test_an_import_brings_what_is_chosen_and_nothing_twice(cast):
    prepared = actions.prepare_import(
        cast.community, [WHOLE, Found(title="Deux"), Found(title="Trois")], by=cast.member
    )
    reference(cast, doi=WHOLE.doi)  # came in meanwhile
    brought = actions.finish_import(prepared, chosen={0, 2, 99}, by=cast.member)
    assert [one.title for one in brought] == ["Trois"]
    assert Import.objects.count() == 0
    assert JournalEntry.objects.order_by("-number")[0].facts == {"count": 1}
    with pytest.raises(Import.DoesNotExist):
        actions.finish_import(prepared, chosen={1}, by=cast.member)


def test_an_import_is_kept_a_week(cast):
    with clock.at(clock.now() - timedelta(days=8)):
        actions.prepare_import(cast.community, [WHOLE], by=cast.member)
    actions.prepare_import(cast.community, [WHOLE], by=cast.former)
    assert (forget_old_imports(), forget_old_imports()) == (1, 0)


@pytest.mark.parametrize(
    "link", ["https://example.org/a/", "http://www.example.org/a?utm_medium=b", "https://EXAMPLE.org/a#c"]
)
def test_an_address_is_the_same_however_it_is_written(link):
    assert link_key(link) == "example.org/a"
