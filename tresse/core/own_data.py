"""What is somebody's own in a community, as they take it along when they leave (S8)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OwnData:
    """One part of what one takes along: a title, and rows of plain values under readable names."""

    title: str
    rows: list[dict[str, Any]]
