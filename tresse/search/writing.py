"""The index follows what people write, in the same transaction (S1)."""

import hashlib
import re
from collections.abc import Iterable

from tresse.communities.models import Community, Stage
from tresse.confidence.models import Audience
from tresse.core.indexing import Entry, changed_ids, entries_of
from tresse.search import readers, vocabulary
from tresse.search.folding import keys_in
from tresse.search.models import Passage
from tresse.search.postings import Posted, postings

DAY = 42  # bits of a place below its day
LONGEST_TITLE, LONGEST_ADDRESS = 400, 300
COMMUNITY = "communities.Community"

# The marks of CommonMark, not the words between them; the address of a link goes, its words stay.
MARKS = re.compile(r"\]\([^)\s]*\)|[*_`#>|\[\]\\]+|^\s*(?:[-+]|\d+[.)])\s+|<[^>\s]*>", re.MULTILINE)
BLANKS = re.compile(r"\s+")


def write(label: str, ids: list[int]) -> None:
    """These things changed: their passages are as the things now say, and where a thing says nothing there are none."""
    postings().hold(label, ids)
    wanted = {passage.place: passage for passage in passages_of(label, ids)}
    known = {passage.place: passage for passage in Passage.objects.filter(label=label, thing_id__in=ids)}
    stale = [passage for place, passage in known.items() if not same(passage, wanted.get(place))]
    fresh = [passage for place, passage in wanted.items() if not same(passage, known.get(place))]
    take_away(stale)
    put(fresh)
    if label == COMMUNITY:
        _follow(ids)


def passages_of(label: str, ids: list[int]) -> list[Passage]:
    """The passages these things hold, as they should be in the index."""
    entries = list(entries_of(label, ids))
    communities = {entry.community_id for entry in entries if entry.community_id and _is_wide(entry)}
    ideas = _ideas(communities) if communities else set()
    return [_passage(label, entry, Stage.IDEA if entry.community_id in ideas else None) for entry in entries]


def put(passages: list[Passage]) -> None:
    if passages:
        Passage.objects.bulk_create(passages)
        postings().put(map(posted, passages))
        vocabulary.learn(passages)


def take_away(passages: list[Passage]) -> None:
    if passages:
        postings().take(map(posted, passages))
        Passage.objects.filter(pk__in=[passage.place for passage in passages]).delete()


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


def joined(keys: Iterable[tuple[str, ...]]) -> str:
    """The keys of each word of a text, in order, as one string in which they can be counted: ` form|forme| genr| `."""
    return f" {' '.join('|'.join(word) + '|' for word in keys)} "


def split(keys: str) -> list[str]:
    """Every key of such a string."""
    return keys.replace("|", " ").split()


def plain(text: str) -> str:
    """The words alone, on one line, without the marks of CommonMark."""
    return BLANKS.sub(" ", MARKS.sub(" ", text)).strip()


def _passage(label: str, entry: Entry, stage: str | None) -> Passage:
    title, text = plain(entry.title), plain(entry.text)
    page_label, page_id = entry.shown_in or (label, entry.id)
    return Passage(
        place=_place(label, entry),
        label=label,
        thing_id=entry.id,
        part=entry.part,
        page_label=page_label,
        page_id=page_id,
        reader=readers.key_of(entry, stage),
        meeting_id=entry.meeting_id if entry.audience == Audience.SESSION else None,
        community_id=entry.community_id,
        objectives=" ".join(sorted(set(entry.objectives))),
        language=entry.language,
        on=entry.on,
        url=entry.url[:LONGEST_ADDRESS],
        title=title[:LONGEST_TITLE],
        title_keys=joined(keys_in(title, entry.language)),
        text_keys=joined(keys_in(text, entry.language)),
        text=text,
    )


def _place(label: str, entry: Entry) -> int:
    """Where a passage stands: its day, then a number that is always the same for it."""
    named = hashlib.blake2b(f"{label}:{entry.id}:{entry.part}".encode(), digest_size=8).digest()
    return entry.on.toordinal() << DAY | int.from_bytes(named) >> (64 - DAY)


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
