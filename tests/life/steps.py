"""What happened between two moments: somebody tried something, or days passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from tests.life.rows import Row, Rows

DAYS_PASS = "days pass"


@dataclass(frozen=True)
class Step:
    kind: str
    person: int | None  # nobody when days pass
    community: int
    about: dict[str, Any]
    refused: str | None
    before: Rows
    after: Rows

    def __str__(self) -> str:
        return f"{self.kind} {self.about} by {self.person} at {self.before.now:%Y-%m-%d %H:%M}"

    def new(self, table: str) -> list[Row]:
        """The rows that were not there before."""
        known = self.before.tables[table]
        return [row for key, row in self.after.tables[table].items() if key not in known]

    def became(self, table: str, column: str) -> list[Row]:
        """The rows in which this column has just been given a value."""
        before = self.before.tables[table]
        return [
            row
            for key, row in self.after.tables[table].items()
            if row[column] and not (key in before and before[key][column])
        ]


def refusal(act: Callable[[], Any]) -> str | None:
    """Why it is refused, in the words a member reads; None once it is done. Any other exception is a fault."""
    try:
        act()
    except PermissionDenied as refused:
        said = [str(part) for part in refused.args]
    except ValidationError as refused:
        said = refused.messages
    else:
        return None
    assert said, "a refusal says why"
    assert all(len(sentence) > 10 and sentence.rstrip()[-1] in ".?!" for sentence in said), said
    return " ".join(said)
