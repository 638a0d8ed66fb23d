"""What people can find: each concept says which passages its things hold, and its actions say what changed.

An action that creates, changes, narrows, widens or removes something calls `changed` inside its transaction: the index
follows in the same one (S1). Which things can be found, and who keeps the index, is declared in `config/searched.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, models, transaction
from django.utils.module_loading import import_string

from config import searched


@dataclass(frozen=True)
class Entry:
    """One passage that can be found, and whom it exists for. A thing may have several, with one audience each.

    A concept's `searched.py` answers with the entries of the things that have these ids; a thing without any is not
    found any more.
    """

    id: int  # of the thing
    title: str
    text: str  # as it was written, CommonMark or not: nothing in it that its audience may not read
    url: str
    on: date
    audience: str  # of confidence.models.Audience
    language: str
    community_id: int | None = None  # needed unless the audience is everyone
    meeting_id: int | None = None  # needed where the audience is those who take part in a session
    objectives: Iterable[str] = ()
    part: str = ""  # what tells apart several passages of one thing
    shown_in: tuple[str, int] | None = None  # the thing on whose page it is read, if another: its label, its id


Entries = Callable[[list[int]], Iterable[Entry]]


def changed(*things: models.Model) -> None:
    """These things were created, changed, shown to fewer or more people, or put away: the index follows at once.

    What nobody can find is passed over, so that one may give whatever an item belongs to.
    """
    ids: dict[str, list[int]] = {}
    for thing in things:
        ids.setdefault(thing._meta.label, []).append(thing.pk)
    for label, those in ids.items():
        changed_ids(label, those)


def changed_ids(label: str, ids: Iterable[int]) -> None:
    """The same of things known by their ids, such as those just deleted or changed at once."""
    if label not in searched.SEARCHED:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A thing and its place in the index share one transaction.")
    those = list(ids)
    import_string(searched.INDEX)(label, those)
    if label in searched.FOLLOWS:
        about, path = searched.FOLLOWS[label]
        if following := import_string(path)(label, those):
            changed_ids(about, following)


def entries_of(label: str, ids: list[int]) -> Iterable[Entry]:
    """The passages these things hold, as their concept says."""
    entries: Entries = import_string(searched.SEARCHED[label])
    return entries(ids)
