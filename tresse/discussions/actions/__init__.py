"""Beginning a conversation, speaking in it, taking words back, and harvesting it."""

from tresse.discussions.actions.following import follow, stop, stop_following
from tresse.discussions.actions.harvests import HarvestChanged, hand_back, harvest, promise_harvest
from tresse.discussions.actions.messages import (
    MessageChanged,
    change_message,
    erase_revision,
    withdraw_message,
    write_message,
)
from tresse.discussions.actions.threads import change_audience, change_thread, start_thread

__all__ = [
    "HarvestChanged",
    "MessageChanged",
    "change_audience",
    "change_message",
    "change_thread",
    "erase_revision",
    "follow",
    "hand_back",
    "harvest",
    "promise_harvest",
    "start_thread",
    "stop",
    "stop_following",
    "withdraw_message",
    "write_message",
]
