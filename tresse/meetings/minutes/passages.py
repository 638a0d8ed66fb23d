"""The passages of minutes that say what they are: « Décision : … », « Engagement : @Mina, avant le 12 mars, relire ».

It reads plain text as it was typed, with a keyboard alone; what it finds is a proposal, never an act.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import dates, translation

from config.marks import MARKS
from tresse.core.text import digest
from tresse.meetings.models import Minutes
from tresse.memberships.models import Membership

LANGUAGES = ("fr", "en", "es", "pt")
LONGEST = 8000
LINE = re.compile(
    r"^\s*(?:[-*+>]\s+|\d+[.)]\s+)?(?:\*\*|__)?(?P<typed>[^\W\d_][^:*_@\n]{2,24}?)\s*(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?P<words>.+)$"
)
ENDS = re.compile(r"^\s*(?:$|#|[-*+>]\s|\d+[.)]\s)")
BY = r"(?:avant|d['’]ici|pour|au plus tard|by|before|until|antes d[eo]l?|hasta|para|at[ée])"
DAY = re.compile(
    rf"[,;(]?\s*\b{BY}(?:\s+(?:le|la|au|el|o|the|dia|día|on))?\s+"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}))?"
    r"|(?P<day>\d{1,2})(?:er|st|nd|rd|th|º)?\s+(?:of\s+|de\s+)?(?P<month>[^\W\d_]{3,10})\.?(?:,?\s+(?:de\s+)?(?P<year>\d{4}))?"
    r"|(?P<month2>[^\W\d_]{3,10})\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year2>\d{4}))?)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A passage that says what it is: its kind, and its exact words."""

    kind: str
    words: str

    @property
    def digest(self) -> str:
        return digest(self.words)


def passages(text: str) -> list[Passage]:
    """Every passage of a text that begins with a word of a mark and a colon, up to the end of its paragraph."""
    found: list[Passage] = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        kind = _kind_of(line)
        if kind:
            found.append(Passage(kind, _words_from(lines, index)[:LONGEST]))
    return list({(each.kind, each.digest): each for each in found}.values())


def passages_of(minutes: Minutes) -> list[Passage]:
    """Every passage of these minutes, wherever it stands in them."""
    texts = [minutes.text, *(part.text for part in minutes.parts.all()), *map(str, minutes.additions.all())]
    found = [each for text in texts for each in passages(text)]
    return list({(each.kind, each.digest): each for each in found}.values())


def person_in(words: str, members: Iterable[Membership]) -> tuple[Membership | None, str]:
    """Whom « @Mina » or « @Mina Membre » names among these members, and the words without it."""
    for match in re.finditer(r"@(?=\w)", words):
        after = _folded(words[match.end() :])
        named = [(name, member) for member in members for name in _names(member) if _begins(after, name)]
        longest = max((len(name) for name, _member in named), default=0)
        who = {member.pk: member for name, member in named if len(name) == longest}
        if len(who) == 1:
            rest = words[: match.start()] + words[match.end() + longest :]
            return next(iter(who.values())), _tidy(rest)
    return None, words


def day_in(words: str, *, since: date) -> tuple[date | None, str]:
    """The day that « avant le 12 mars » says, the first such day after another, and the words without it."""
    for match in DAY.finditer(words):
        day = _day(match, since)
        if day:
            return day, _tidy(words[: match.start()] + words[match.end() :])
    return None, words


def _kind_of(line: str) -> str:
    match = LINE.match(line)
    typed = _folded(match["typed"]) if match else ""
    return next((key for key, kind in MARKS.items() if typed in kind.typed), "")


def _words_from(lines: Sequence[str], index: int) -> str:
    """The rest of the line, and the lines that go on with it."""
    first = LINE.match(lines[index])
    assert first is not None
    words = [first["words"].strip()]
    for line in lines[index + 1 :]:
        if ENDS.match(line) or _kind_of(line):
            break
        words.append(line.strip())
    return "\n".join(words)


def _folded(text: str) -> str:
    """Without accents nor capitals, letter by letter, so that places stay the same."""
    return "".join((unicodedata.normalize("NFD", letter)[:1] or letter).lower()[:1] or letter for letter in text)


def _names(member: Membership) -> list[str]:
    """By which one is called: the whole name, and the first one."""
    name = _folded(str(member))
    return [name, name.split()[0]] if name.split() else []


def _begins(after: str, name: str) -> bool:
    return after.startswith(name) and not after[len(name) : len(name) + 1].isalnum()


def _tidy(words: str) -> str:
    """Without the commas and the blanks that a name or a day leaves behind."""
    words = re.sub(r"\s*([,;:])(?:\s*[,;:])+", r"\1", words)
    return re.sub(r"[ \t]{2,}", " ", words).strip(" \t,;:")


def _day(match: re.Match[str], since: date) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day = int(match["d"] or match["day"] or match["day2"])
        month = int(match["m"]) if match["m"] else _months().get(_folded(match["month"] or match["month2"]), 0)
        year = match["y"] or match["year"] or match["year2"]
        if year:
            return date(int(year), month, day)
        return date(since.year + (date(since.year, month, day) < since), month, day)
    except ValueError:
        return None


def _months() -> dict[str, int]:
    """The months in every language people write here, whole and short."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for names in (dates.MONTHS, dates.MONTHS_3, dates.MONTHS_ALT):
                found |= {_folded(str(name)).rstrip("."): number for number, name in names.items()}
    return found
