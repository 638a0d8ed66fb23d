"""Conversations: threads on any object, what is said in them, what is attached, who follows, what is harvested."""

from tresse.discussions.models.files import AttachedFile
from tresse.discussions.models.following import Following
from tresse.discussions.models.harvests import Harvest, Promise
from tresse.discussions.models.messages import LONGEST_MESSAGE, Message, MessageRevision
from tresse.discussions.models.threads import Thread, ThreadQuerySet

__all__ = [
    "LONGEST_MESSAGE",
    "AttachedFile",
    "Following",
    "Harvest",
    "Message",
    "MessageRevision",
    "Promise",
    "Thread",
    "ThreadQuerySet",
]
