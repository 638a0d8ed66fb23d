"""What every act in a session begins with, but for saying that one comes, which locks the session alone."""

from tresse.communities.models import Community
from tresse.meetings.models import Meeting


def held(meeting: Meeting) -> Meeting:
    """The session as it is now, its community locked: two acts at the same instant follow each other."""
    Community.objects.held().get(pk=meeting.community_id)
    return Meeting.objects.select_related("community").get(pk=meeting.pk)
