"""How an objective is declared. One file each; everything else reads them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Door(StrEnum):
    """Who may come in when, during a cycle (O5)."""

    OPEN = "open"
    BETWEEN_SESSIONS = "between_sessions"
    CLOSED = "closed"

    @property
    def label(self) -> str | Promise:
        return DOOR_LABELS[self]


DOOR_LABELS = {
    Door.OPEN: _("at any moment"),
    Door.BETWEEN_SESSIONS: _("between two sessions"),
    Door.CLOSED: _("only when the community consents to it"),
}


class FirstGesture(StrEnum):
    """What somebody who has just come in may do first, in this phase."""

    BRING = "bring"  # a situation, to the next session
    WRITE = "write"  # a block, in the document
    REREAD = "reread"  # what the others wrote


@dataclass(frozen=True)
class Phase:
    key: str
    name: str | Promise
    gesture: str | Promise  # what one does in this phase, in one sentence
    door: Door
    first: FirstGesture = FirstGesture.BRING


@dataclass(frozen=True)
class Hope:
    """What a document of this objective is hoped to hold: so many blocks of these kinds (documents.kinds)."""

    kinds: tuple[str, ...]
    at_least: int
    sentence: str | Promise


@dataclass(frozen=True)
class Objective:
    """What a strand is for, and the path it takes. `symbol` tells it without colour."""

    key: str
    name: str | Promise
    aim: str | Promise
    symbol: str
    dye: str | Promise
    months: tuple[int, int]  # shortest and longest usual length of a cycle
    entry: str | Promise
    phases: tuple[Phase, ...]
    formats: tuple[str, ...]  # keys of meetings.methods
    end_documents: tuple[str | Promise, ...]
    what_next: tuple[str | Promise, ...]
    hopes: tuple[Hope, ...] = ()  # said before publication, never demanded

    def phase(self, key: str) -> Phase:
        """The phase of this name. Raises `StopIteration` if the objective has no such phase."""
        return next(phase for phase in self.phases if phase.key == key)

    def after(self, key: str) -> Phase | None:
        """The phase that follows, or None after the last."""
        keys = [phase.key for phase in self.phases]
        following = keys.index(key) + 1
        return self.phases[following] if following < len(keys) else None
