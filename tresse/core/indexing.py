"""What people can find: each concept says which passages its things hold, and its actions say what changed.

An action that creates, changes, narrows, widens or removes something calls `changed` inside its transaction, or `written` where
it holds new words in its hand: the index follows in the same one (S1). Which things can be found, and who keeps the
index, is declared in `config/searched.py`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.utils.module_loading import import_string

from config import searched


@dataclass(frozen=True)
class Entry:
    """One passage that can be found, and whom it exists for. A thing may have several, with one audience each.

    A concept's `searched.py` answers with the entries of these things; a thing without any is not found any more.
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


Entries = Callable[[list[Any]], Iterable[Entry]]


def written(*things: models.Model) -> None:
    """Somebody has just written these: new things, or new words in one, for those it existed for already.

    They are believed as they are in hand, which spares reading them again. So give only what was made, or read, since one
    holds what says for whom it exists: its community, its document. When in doubt, `changed`.
    """
    for label, those in _by_label(things).items():
        _index(label, [thing.pk for thing in those], [_without_lists(thing) for thing in those])


def changed(*things: models.Model) -> None:
    """These things were created, changed, shown to fewer or more people, or put away: the index follows at once.

    They are read again, as is what goes out of sight with them. What nobody can find is passed over, so that one may give
    whatever an item belongs to.
    """
    for label, those in _by_label(things).items():
        changed_ids(label, [thing.pk for thing in those])


def changed_ids(label: str, ids: Iterable[int]) -> None:
    """The same of things known by their ids, such as those just deleted or changed at once."""
    those = list(ids)
    if _index(label, those) and label in searched.FOLLOWS:
        about, path = searched.FOLLOWS[label]
        if following := import_string(path)(label, those):
            changed_ids(about, following)


def entries_of(label: str, things: list[Any]) -> Iterable[Entry]:
    """The passages these things hold, as their concept says."""
    entries: Entries = import_string(searched.SEARCHED[label])
    return entries(things)


def read(label: str, ids: list[int]) -> list[Any]:
    """These things as they are at this moment."""
    return list(apps.get_model(label)._base_manager.filter(pk__in=ids).order_by("pk"))


def _index(label: str, ids: list[int], things: list[Any] | None = None) -> bool:
    if label not in searched.SEARCHED:
        return False
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A thing and its place in the index share one transaction.")
    import_string(searched.INDEX)(label, ids, things)
    return True


def _by_label(things: Iterable[models.Model]) -> dict[str, list[models.Model]]:
    found: dict[str, list[models.Model]] = {}
    for thing in things:
        found.setdefault(thing._meta.label, []).append(thing)
    return found


def _without_lists(thing: models.Model) -> models.Model:
    """The thing in hand, without the lists it may remember of things that belong to it: they are read again."""
    seen = type(thing).__new__(type(thing))
    vars(seen).update({name: value for name, value in vars(thing).items() if name != "_prefetched_objects_cache"})
    return seen
