"""The small signs of each language, set as its printers do, on what is shown and never on what is stored."""

import re
from collections.abc import Callable

from tresse.core.inclusive import set_forms

NARROW = "\u202f"  # narrow no-break space
FIXED = "\u00a0"  # no-break space
SPACED = ";!?:»"  # a space goes before these, in French

# Addresses and mail addresses are left as they are.
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

Rule = tuple[re.Pattern[str], str]

BOTH: tuple[Rule, ...] = (
    (re.compile(r"\.{3}"), "…"),
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
)
FRENCH: tuple[Rule, ...] = (
    *BOTH,
    (re.compile(r"(?<=[A-Za-zÀ-ÿ])'(?=[«\"“(])"), "’"),
    (re.compile(r'(?<![^\s([{’])"(?=\S)'), f"«{NARROW}"),
    (re.compile(r'(?<=[^\s\u202f])"(?!\w)'), f"{NARROW}»"),
    (re.compile(r"«[ \u00a0\u202f]?(?=\S)"), f"«{NARROW}"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f]?»"), f"{NARROW}»"),
    # After a word, a figure, a closing sign; before a blank, the end, or another sign.
    (re.compile(r"(?<=[\w)\]»…%’*])[ \u00a0\u202f]?(?=[;!?]+(?:[\s\u202f»)\]”.…,]|$))"), NARROW),
    (re.compile(r"(?<=[\w)\]»…%’])[ \u00a0\u202f]?(?=:(?:\s|$))"), FIXED),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d) (?=[%€°])"), NARROW),
    (re.compile(r"\b(n°|p\.|art\.|M\.|Mme|Dr) (?=[\dA-ZÀ-Ý])"), rf"\1{FIXED}"),
)
ENGLISH: tuple[Rule, ...] = (
    *BOTH,
    (re.compile(r"(?<![^\s([{—–])\"(?=\S)"), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(?<![^\s([{—–“])'(?=\S)"), "‘"),
    (re.compile(r"'"), "’"),
)

# Where a space stands already, the one a line does not break at.
NARROWED = re.compile(r"(?<=\S) (?=[;!?»])|(?<=«) ")
HELD = re.compile(r"(?<=\S) (?=:(?:\s|$))")

RULES = {"fr": FRENCH, "en": ENGLISH}


def typography(text: str, language: str) -> str:
    """The text with the spaces, quotation marks and apostrophes its language is printed with."""
    language = language.partition("-")[0]
    rules = RULES.get(language, ())
    forms = set_forms if language == "fr" else str
    return _outside_addresses(text, lambda piece: forms(_apply(rules, piece)))


def spaces_held(text: str, language: str) -> str:
    """The same text, as long as it was, whose lines begin with none of the signs that take a space in French."""
    return HELD.sub(FIXED, NARROWED.sub(NARROW, text)) if language.startswith("fr") else text


def typography_between(before: str, text: str, after: str, language: str) -> str:
    """The same for a piece of a line, between the characters around it."""
    after = "" if after in "\"'" else after
    whole = typography(before + text + after, language)
    if not (whole.startswith(before) and whole.endswith(after)):
        return typography(text, language)
    piece = whole[len(before) : len(whole) - len(after)]
    added_for_the_next = after in SPACED and not text[-1:].isspace()
    return piece.rstrip(NARROW + FIXED) if added_for_the_next else piece


def _apply(rules: tuple[Rule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    """Change everything but the addresses."""
    pieces, end = [], 0
    for address in ADDRESS.finditer(text):
        pieces += [change(text[end : address.start()]), address.group()]
        end = address.end()
    return "".join([*pieces, change(text[end:])])
