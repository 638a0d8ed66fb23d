"""A sign of how a community is doing, told to itself: what is seen, why perhaps, and what could be done about it."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Sign:
    """Never a mark, never a person. While all is well there is nothing to do: `gesture` is empty."""

    name: str | Promise
    said: str | Promise
    cause: str | Promise = ""  # what may explain it, without blame
    gesture: str | Promise = ""  # what could be done about it
    href: str = ""  # where

    @property
    def is_calm(self) -> bool:
        return not self.gesture
