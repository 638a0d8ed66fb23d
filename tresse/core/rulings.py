"""A rule's answer: yes, or no with a reason a member can read."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Ruling:
    """No reason means yes. A ruling with a reason is falsy, and says why."""

    reason: str | Promise | None = None

    def __bool__(self) -> bool:
        return self.reason is None

    def require(self) -> None:
        """Go on if granted; otherwise raise `PermissionDenied`, which the 403 page shows in full."""
        if self.reason is not None:
            raise PermissionDenied(str(self.reason))


granted = Ruling()


def first_refusal(*rulings: Ruling) -> Ruling:
    """The first « no » among several conditions that must all hold, or yes."""
    return next((ruling for ruling in rulings if not ruling), granted)
