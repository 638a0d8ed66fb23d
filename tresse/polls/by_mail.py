"""Answering a poll by replying to its mail, in words: « 1 oui, 3 si besoin »."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.core.by_mail import Letter, NothingThere
from tresse.core.text import without_accents
from tresse.memberships.queries import membership_of
from tresse.polls import actions, rules
from tresse.polls.models import Poll, Voice

# As people write them, without accents; longest first, so that « si besoin » is not read as « sí ».
WORDS = {
    Voice.IF_NEED_BE: (
        "si besoin", "s'il le faut", "si necessaire", "au besoin", "peut-etre", "peut etre", "eventuellement",
        "if need be", "if needed", "if necessary", "maybe", "si hace falta", "si es necesario", "quizas", "quiza",
        "tal vez", "se necessario", "se for preciso", "talvez", "?",
    ),
    Voice.YES: ("oui", "ok", "yes", "si", "sim", "d'accord"),
    Voice.NO: ("non", "no", "nao"),
}  # fmt: skip
VOICES = {word: voice for voice, words in WORDS.items() for word in words}
ALL = ("tous", "toutes", "tout", "all", "todos", "todas")
NONE = ("aucun", "aucune", "none", "ninguno", "ninguna", "nenhum", "nenhuma")
FILLERS = ("et", "and", "y", "e", "le", "les", "la", "n", "pour", "for", "moment", "moments", "momento", "momentos")


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


PIECE = re.compile(
    rf"(?P<number>\d+)|(?P<voice>{_one_of(VOICES)})(?!\w)"
    rf"|(?P<all>{_one_of(ALL)})(?!\w)|(?P<none>{_one_of(NONE)})(?!\w)|(?P<word>\w[\w'.-]*)"
)


def received_answer(poll_id: int, person: Any, letter: Letter) -> str:
    """Take the answers a letter gives, and say which ones were taken."""
    poll = Poll.objects.select_related("community").filter(pk=poll_id).first()
    if poll is None or membership_of(person, poll.community) is None:
        raise NothingThere
    rules.answering(person, poll).require()
    voices = read(letter.text, list(poll.moments.order_by("number").values_list("number", flat=True)))
    actions.answer_poll(poll, by=person, voices=voices)
    said = ", ".join(f"{number} {Voice(voice).label}" for number, voice in sorted(voices.items()))
    told = ngettext(
        "Your answer for “%(title)s” is kept: %(said)s.",
        "Your answers for “%(title)s” are kept: %(said)s.",
        len(voices),
    )
    return told % {"title": poll.title, "said": said}


def read(text: str, numbers: list[int]) -> dict[int, str]:
    """What the letter says of each moment. Raises `ValidationError` rather than guess.

    Lines without a number nor « all » or « none » are greetings. A number takes the word that follows it, or the one before
    it when the line begins with a word: « oui 1 3, non 2 ».
    """
    voices: dict[int, str] = {}
    for line in without_accents(text).splitlines():
        voices |= _read_line(line, numbers, understood=bool(voices))
    if not voices:
        raise unclear()
    return voices


def unclear() -> ValidationError:
    """What to write instead, with an example."""
    return ValidationError(
        _(
            "This could not be read as an answer, and nothing was kept. Write the numbers of the moments, each with yes, "
            "if need be or no. For example: 1 yes, 2 no, 3 if need be."
        )
    )


def _read_line(line: str, numbers: list[int], *, understood: bool) -> dict[int, str]:
    pieces = [(match.lastgroup, match[0]) for match in PIECE.finditer(line)]
    pieces = [(kind, said) for kind, said in pieces if said not in FILLERS]
    kinds = {kind for kind, _said in pieces}
    if not kinds & {"number", "all", "none"} or (understood and "voice" not in kinds and "word" in kinds):
        return {}  # a greeting, or an address under a signature
    if pieces == [("none", pieces[0][1])]:
        return dict.fromkeys(numbers, Voice.NO)
    if kinds & {"word", "none"}:
        raise unclear()
    return _given(pieces, numbers)


def _given(pieces: list[tuple[str | None, str]], numbers: list[int]) -> dict[int, str]:
    """Each voice with its numbers, which stand before it, or after it if the line begins with a voice."""
    if pieces[0][0] == "voice":
        pieces = [*_turned(pieces)]
    voices: dict[int, str] = {}
    waiting: list[int] = []
    for kind, said in pieces:
        if kind != "voice":
            waiting += numbers if kind == "all" else [int(said[:9])]
            continue
        if not waiting or voices.keys() & set(waiting):
            raise unclear()
        voices |= dict.fromkeys(waiting, VOICES[said])
        waiting = []
    if waiting:
        raise unclear()
    return voices


def _turned(pieces: list[tuple[str | None, str]]) -> Iterator[tuple[str | None, str]]:
    """« oui 1 3 non 2 » as « 1 3 oui 2 non »."""
    voice = pieces[0]
    for piece in pieces[1:]:
        if piece[0] == "voice":
            yield voice
            voice = piece
        else:
            yield piece
    yield voice
