"""From the bytes that arrived to what somebody wrote."""

from tresse.letterbox.reading.headers import Unreadable, opened
from tresse.letterbox.reading.letters import Written, read

__all__ = ["Unreadable", "Written", "opened", "read"]
