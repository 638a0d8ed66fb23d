"""What every act on a poll begins and ends with."""

from typing import Any

from tresse.communities.models import Community
from tresse.core import journal
from tresse.polls.models import Poll


def held(poll: Poll) -> Poll:
    """The poll as it is now, its community locked: of two who choose at once, the second finds a session called."""
    Community.objects.held().get(pk=poll.community_id)
    return Poll.objects.select_related("community", "cycle__strand__community", "opened_by").get(pk=poll.pk)


def tell(kind: str, poll: Poll, by: Any, **facts: Any) -> None:
    """Put it in the journal of the community, by the number of the poll."""
    journal.record(kind, stream=poll.community.stream, subject=poll, by=by, number=poll.number, **facts)
