"""What makes two tags one, and two titles one: accents, capitals, inclusive forms and plurals do not count."""

import re
import unicodedata

from tresse.core.inclusive import FORM

WORD = re.compile(r"[^\W_]+")
ENDINGS = re.compile(r"(?:e?s|e)$")


def folded(text: str) -> str:
    """Small letters without accents, one blank between words: « Égalité  femmes-hommes » is « egalite femmes hommes »."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(WORD.findall("".join(each for each in apart if not unicodedata.combining(each))))


def tag_key(name: str) -> str:
    """participant-e-s, participant·e·s, participants and participantes are one tag."""
    whole = FORM.sub("", name.casefold())
    return " ".join(_bare(word) for word in folded(whole).split())


def _bare(word: str) -> str:
    return ENDINGS.sub("", word) if len(word) > 3 else word
