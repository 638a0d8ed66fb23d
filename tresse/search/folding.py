"""What makes two words one for whoever searches: accents, elisions, inclusive forms, plurals and other endings.

A text is cut into words; each gives one or two keys, by its language. Two words that share a key find each other. A word
gives the key of its stem as it is written and the key of its stem without accents, so that « experimentation » typed
in haste finds « expérimentation », and « formée » finds « former ».
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

STEMMERS = {
    "fr": Stemmer.Stemmer("french"),
    "en": Stemmer.Stemmer("english"),
    "es": Stemmer.Stemmer("spanish"),
    "pt": Stemmer.Stemmer("portuguese"),
}
LONGEST = 40  # characters of a key: no word is longer, only mistakes and addresses are
SHORTEST, LONGEST_WORD = 4, 30  # letters of a word worth remembering
MOST_KNOWN = 30_000  # words, of which each process keeps what it made

# A word as it is written: perhaps after co-, auto-… which are often written apart; perhaps with the ending of an
# inclusive form, set apart in any of the ways one meets. An apostrophe parts words, so that elisions fall off.
WORD = re.compile(
    r"(?P<before>(?:co|auto|inter|multi|post|pr[eé]|r[eé]|sous|sub|non)-)?"
    r"(?P<word>[^\W_]+)"
    r"(?:[-·•‧∙⋅./(](?:trice|rice|ice|euse|ère|ere|ienne|ne|ve|fe|e)\)?(?:[-·•‧∙⋅./(]?s\)?)?(?![^\W_]))?",
    re.IGNORECASE,
)
ELIDED = {"qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
APOSTROPHES = {"'", "’"}
# Feminine and masculine forms whose stems differ are brought together. In Spanish and Portuguese too: -dora, -dor.
ENDINGS = {
    "fr": [(re.compile(r"tric$"), "teur"), (re.compile(r"eux$"), "eur"), (re.compile(r"(?<=..)f$"), "v")],
    "es": [(re.compile(r"(?<=..)triz$"), "tor")],
    "pt": [(re.compile(r"(?<=..)triz$"), "tor")],
}

# Typed without accents, this ending of Portuguese would hide the stem.
MENDED = {"pt": [(re.compile(r"cao$"), "ção"), (re.compile(r"coes$"), "ções")]}


class Said(NamedTuple):
    """A word somebody wrote: the keys by which it is found, and as it is remembered for whoever begins or misspells it."""

    keys: tuple[str, ...]
    bare: str  # without accents; empty if it is not worth remembering
    bare_keys: str


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, where they stand. What an elision leaves is no word, nor is a single letter."""
    return (match for match in WORD.finditer(text) if not _is_left_over(match))


def said_in(text: str, language: str) -> list[Said]:
    """Each word of a text, in order."""
    return [_said(match["before"], match["word"], language) for match in words(text)]


def keys_in(text: str, language: str) -> list[tuple[str, ...]]:
    """The keys of each word of a text, in order. « co-animation » has those of « coanimation » and of « animation »."""
    return [said.keys for said in said_in(text, language)]


def whole(match: re.Match[str]) -> str:
    """A word with what was written apart before it, without the ending of an inclusive form."""
    return _whole(match["before"], match["word"])


def _whole(before: str | None, word: str) -> str:
    return f"{before[:-1]}{word}" if before else word


@lru_cache(maxsize=MOST_KNOWN)
def _said(before: str | None, word: str, language: str) -> Said:
    whole = _whole(before, word)
    bare = fold(whole)
    is_kept = SHORTEST <= len(bare) <= LONGEST_WORD and bare.isalpha() and bare.isascii()
    return Said(
        keys(whole, language) + (keys(word, language) if before else ()),
        bare if is_kept else "",
        " ".join(keys(bare, language)) if is_kept else "",
    )


@lru_cache(maxsize=MOST_KNOWN)
def keys(word: str, language: str) -> tuple[str, ...]:
    """By what a word is found: its stem, and its stem once its accents are gone if that is another."""
    stem, bare = _stem(word.casefold(), language), _stem(fold(word), language)
    return (stem,) if stem == bare else (stem, bare)


def fold(word: str) -> str:
    """Without accents, ligatures and capitals."""
    word = word.casefold().replace("œ", "oe").replace("æ", "ae")
    if word.isascii():
        return word
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))


def _is_left_over(match: re.Match[str]) -> bool:
    word = match["word"]
    return (len(word) == 1 and not word.isdigit()) or (
        word.casefold() in ELIDED and match.string[match.end() : match.end() + 1] in APOSTROPHES
    )


def _stem(word: str, language: str) -> str:
    stemmer = STEMMERS.get(language)
    for ending, other in MENDED.get(language, ()):
        word = ending.sub(other, word)
    stem = fold(stemmer.stemWord(word) if stemmer else word)
    for ending, other in ENDINGS.get(language, ()):
        stem = ending.sub(other, stem)
    return stem[:LONGEST] if stem.isascii() else "x" + stem[:LONGEST].encode().hex()  # one word for any index
