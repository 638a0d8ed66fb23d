"""The index follows what people write, in the same transaction (S1)."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tresse.communities.models import Community, Stage
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry, changed_ids, entries_of, read
from tresse.search import readers, rows, vocabulary
from tresse.search.folding import Said, said_in
from tresse.search.models import Passage
from tresse.search.postings import Posted, postings

DAY = 42  # bits of a place below its day
LONGEST_TITLE, LONGEST_ADDRESS = 400, 300
COMMUNITY = "communities.Community"

# The marks of CommonMark, not the words between them; the address of a link goes, its words stay.
MARKS = re.compile(r"\]\([^)\s]*\)|[*_`#>|\[\]\\]+|^\s*(?:[-+]|\d+[.)])\s+|<[^>\s]*>", re.MULTILINE)
BLANKS = re.compile(r"\s+")


class Folded(NamedTuple):
    """A passage as it is kept, and the words that were met in it."""

    passage: Passage
    words: list[Said]


def write(label: str, ids: list[int], things: list[Any] | None = None) -> None:
    """These things changed: their passages are as they now say, and where a thing says nothing there are none.

    They are read once they are held, unless they are given by whoever holds what says for whom they exist.
    """
    postings().hold(label, ids)
    wanted = dict(_wanted(label, read(label, ids) if things is None else things))
    known = rows.marks(label, ids)
    take_away([place for place, mark in known.items() if place not in wanted or wanted[place][0] != mark])
    put([_folded(label, place, *said) for place, said in wanted.items() if known.get(place) != said[0]])
    if label == COMMUNITY:
        _follow(ids)


def passages_of(label: str, ids: list[int]) -> list[Passage]:
    """The passages these things hold, as they should be in the index."""
    return [_folded(label, place, *said).passage for place, said in _wanted(label, read(label, ids))]


def put(fresh: list[Folded]) -> None:
    if fresh:
        rows.put([folded.passage for folded in fresh])
        postings().put(posted(folded.passage) for folded in fresh)
        vocabulary.learn((folded.passage.reader, folded.words) for folded in fresh)


def take_away(places: list[int]) -> None:
    if places:
        postings().take(map(posted, Passage.objects.filter(pk__in=places)))
        rows.take(places)


def posted(passage: Passage) -> Posted:
    """The words of a passage as they are looked for: its reader's key before each, and what one may narrow by."""
    reader = passage.reader
    title = set(split(passage.title_keys))
    words = title.union(split(passage.text_keys))
    narrowing = [f"#{kind_of(passage.page_label)}", *(f"%{key}" for key in passage.objectives.split())]
    if passage.community_id:
        narrowing.append(f"@{passage.community_id}")
    return passage.place, [
        *(f"{reader}:{key}" for key in sorted(words)),
        *(f"{reader}={key}" for key in sorted(title)),
        *narrowing,
    ]


def same(one: Passage, other: Passage | None) -> bool:
    """The same passage, to the letter."""
    return other is not None and all(
        getattr(one, field.attname) == getattr(other, field.attname) for field in Passage._meta.concrete_fields
    )


def kind_of(label: str) -> str:
    """« meetings.Meeting » as one names it in an address: `meeting`."""
    return label.rpartition(".")[2].lower()


def joined(said: Iterable[Said]) -> str:
    """The keys of each word of a text, in order, as one string in which they can be counted: ` form|forme| genr| `."""
    return f" {' '.join('|'.join(word.keys) + '|' for word in said)} "


def split(keys: str) -> list[str]:
    """Every key of such a string."""
    return keys.replace("|", " ").split()


def plain(text: str) -> str:
    """The words alone, on one line, without the marks of CommonMark."""
    return BLANKS.sub(" ", MARKS.sub(" ", text)).strip()


def _wanted(label: str, things: list[Any]) -> Iterator[tuple[int, tuple[str, str, Entry]]]:
    """For each passage where it stands, with its mark, its reader and what it says."""
    entries = list(entries_of(label, things))
    communities = {entry.community_id for entry in entries if entry.community_id and _is_wide(entry)}
    ideas = _ideas(communities) if communities else set()
    for entry in entries:
        reader = readers.key_of(entry, Stage.IDEA if entry.community_id in ideas else None)
        yield _place(label, entry), (_mark(reader, entry), reader, entry)


def _folded(label: str, place: int, mark: str, reader: str, entry: Entry) -> Folded:
    title, text = plain(entry.title), plain(entry.text)
    in_title, in_text = said_in(title, entry.language), said_in(text, entry.language)
    page_label, page_id = entry.shown_in or (label, entry.id)
    passage = Passage(
        place=place,
        mark=mark,
        label=label,
        thing_id=entry.id,
        part=entry.part,
        page_label=page_label,
        page_id=page_id,
        reader=reader,
        meeting_id=entry.meeting_id if entry.audience == Audience.SESSION else None,
        community_id=entry.community_id,
        objectives=" ".join(sorted(set(entry.objectives))),
        language=entry.language,
        on=entry.on,
        url=entry.url[:LONGEST_ADDRESS],
        title=title[:LONGEST_TITLE],
        title_keys=joined(in_title),
        text_keys=joined(in_text),
        text=text,
    )
    return Folded(passage, in_title + in_text)


def _place(label: str, entry: Entry) -> int:
    """Where a passage stands: its day, then a number that is always the same for it."""
    named = hashlib.blake2b(f"{label}:{entry.id}:{entry.part}".encode(), digest_size=8).digest()
    return entry.on.toordinal() << DAY | int.from_bytes(named) >> (64 - DAY)


def _mark(reader: str, entry: Entry) -> str:
    """It changes as soon as a letter does, or whom the passage exists for."""
    where = (entry.url, entry.on, entry.language, entry.community_id, entry.shown_in, sorted(set(entry.objectives)))
    said = repr((reader, entry.title, entry.text, *where))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _is_wide(entry: Entry) -> bool:
    return entry.audience in (Audience.PUBLIC, Audience.NETWORK)


def _ideas(communities: Iterable[int]) -> set[int]:
    return set(Community.objects.filter(pk__in=communities, stage=Stage.IDEA).values_list("pk", flat=True))


def _follow(communities: list[int]) -> None:
    """An idea that begins opens what it holds for everyone: its passages follow it."""
    begun = Community.objects.filter(pk__in=communities).exclude(stage=Stage.IDEA)
    carried = Passage.objects.filter(community__in=begun, reader__startswith=readers.CARRYING)
    things: dict[str, set[int]] = {}
    for label, thing_id in carried.exclude(label=COMMUNITY).values_list("label", "thing_id"):
        things.setdefault(label, set()).add(thing_id)
    for label, ids in things.items():
        changed_ids(label, ids)
