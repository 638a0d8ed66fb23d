"""At least one session of each cycle is open to everybody (O5). None is forced; what is missing is said at the end."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tresse.communities.models import Cycle
from tresse.meetings.models import Meeting


@dataclass(frozen=True)
class OpenSessions:
    """The sessions of a cycle that anybody may come to."""

    held: int
    ahead: int

    @property
    def missing(self) -> str:
        """What both people who close the cycle read, or nothing."""
        if self.held:
            return ""
        if self.ahead:
            return _("No session of this cycle was open to everybody yet: one is still ahead.")
        return _("No session of this cycle was open to everybody: each cycle opens one at least.")


def open_sessions(cycle: Cycle) -> OpenSessions:
    """The open sessions of this cycle, behind and ahead, in one query."""
    found = Meeting.objects.open_to_all().filter(cycle=cycle, cancelled_at=None).only("ends_at", "cancelled_at")
    behind = [meeting.is_past for meeting in found]
    return OpenSessions(behind.count(True), behind.count(False))
