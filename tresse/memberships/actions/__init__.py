"""What people do in a community: come in, hold mandates, call for hands, welcome."""

from tresse.memberships.actions.calls import (
    call_for_hands,
    call_for_missing_hands,
    close_call,
    lower_hand,
    raise_hand,
)
from tresse.memberships.actions.joining import accept_invitation, come_in, decline_invitation, invite, join
from tresse.memberships.actions.leaving import come_back, leave, move, pause
from tresse.memberships.actions.mandates import (
    acknowledge_handover,
    end_mandate,
    give_mandate,
    take_founding_mandate,
    take_interim,
    write_handover,
)

__all__ = [
    "accept_invitation",
    "acknowledge_handover",
    "call_for_hands",
    "call_for_missing_hands",
    "close_call",
    "come_back",
    "come_in",
    "decline_invitation",
    "end_mandate",
    "give_mandate",
    "invite",
    "join",
    "leave",
    "lower_hand",
    "move",
    "pause",
    "raise_hand",
    "take_founding_mandate",
    "take_interim",
    "write_handover",
]
