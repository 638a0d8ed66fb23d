"""What people do in a community: come in, hold mandates, welcome."""

from tresse.memberships.actions.joining import accept_invitation, come_in, decline_invitation, invite, join
from tresse.memberships.actions.mandates import end_mandate, give_mandate, take_founding_mandate

__all__ = [
    "accept_invitation",
    "come_in",
    "decline_invitation",
    "end_mandate",
    "give_mandate",
    "invite",
    "join",
    "take_founding_mandate",
]
