"""Answering a poll by replying to its mail, in words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tresse.core.by_mail import Letter, NothingThere
from tresse.polls.by_mail import read, received_answer
from tresse.polls.models import PollAnswer
from tresse.polls.tests.factories import later, poll

YES, MAYBE, NO = "yes", "if_need_be", "no"
READ = {
    "1 oui, 3 si besoin": {1: YES, 3: MAYBE},
    "1 oui\n2 non\n3 si besoin": {1: YES, 2: NO, 3: MAYBE},
    "Bonjour Awa,\n\n1: oui ; 2: NON\n\nÀ bientôt,\nMina": {1: YES, 2: NO},
    "1 et 3 oui, 2 non.": {1: YES, 3: YES, 2: NO},
    "Oui : 1, 3. Non : 2": {1: YES, 3: YES, 2: NO},
    "1 yes 2 if need be 3 no": {1: YES, 2: MAYBE, 3: NO},
    "1 sí, 2 si hace falta, 3 no": {1: YES, 2: MAYBE, 3: NO},
    "1 sim; 2 não; 3 talvez": {1: YES, 2: NO, 3: MAYBE},
    "1 peut-être": {1: MAYBE},
    "Aucun": {1: NO, 2: NO, 3: NO},
    "Tous : oui": {1: YES, 2: YES, 3: YES},
    "les 1 et 2 : s’il le faut": {1: MAYBE, 2: MAYBE},
    "1 oui\n--\nMina, 12 rue du Port": {1: YES},
}
UNCLEAR = [
    "", "Oui", "Bonjour", "1", "1 2 3", "1 pourquoi pas", "le 12 je ne peux pas", "1 oui 1 non", "oui oui", "1 oui oui",
    "tous", "1 ouistiti", "\x00", "1 oui, sauf 2", "aucun problème, 1 oui",
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
def test_what_people_write_is_understood(text):
    assert read(text, [1, 2, 3]) == READ[text]


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_clear_is_refused_with_an_example_rather_than_guessed(text):
    with pytest.raises(ValidationError, match="1 yes, 2 no, 3 if need be"):
        read(text, [1, 2, 3])


def test_a_huge_letter_is_read_at_once():
    with pytest.raises(ValidationError):
        read("si besoin 1 " * 50_000 + "9" * 50_000, [1, 2, 3])


def test_a_letter_answers_for_whoever_wrote_it_and_says_what_was_taken(cast):
    opened = poll(cast)
    told = received_answer(opened.pk, cast.member, Letter("Re: Quand ?", "1 oui, 3 si besoin"))
    assert told == f"Your answers for “{opened.title}” are kept: 1 yes, 3 if need be."
    said = PollAnswer.objects.filter(membership=cast.place("member")).order_by("moment__number")
    assert list(said.values_list("moment__number", "voice")) == [(1, YES), (3, MAYBE)]


def test_a_number_nobody_proposed_is_said(cast):
    with pytest.raises(ValidationError, match="There is no moment 7: they go from 1 to 3"):
        received_answer(poll(cast).pk, cast.member, Letter("Re", "7 oui"))


@pytest.mark.parametrize("who", ["outsider", "neighbour", "steward", "unsigned"])
def test_for_whoever_is_not_inside_there_is_nothing_there(cast, who):
    with pytest.raises(NothingThere):
        received_answer(poll(cast).pk, cast.person(who), Letter("Re", "1 oui"))
    with pytest.raises(NothingThere):
        received_answer(999_999, cast.member, Letter("Re", "1 oui"))


def test_a_letter_that_comes_late_is_refused_kindly(cast):
    opened = poll(cast)
    with later(opened), pytest.raises(PermissionDenied, match="they may leave more"):
        received_answer(opened.pk, cast.member, Letter("Re", "1 oui"))
