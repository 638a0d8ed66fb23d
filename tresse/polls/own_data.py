"""What one takes along of the date polls: those one opened, and what one answered (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership
from tresse.polls.models import Poll, PollAnswer


def polls_opened(membership: Membership) -> OwnData:
    """The polls I opened."""
    mine = Poll.objects.filter(opened_by=membership).order_by("opened_at")
    rows = [
        {_("session"): poll.title, _("what we want from it"): poll.intention, _("on"): poll.opened_at}
        for poll in mine
    ]
    return OwnData(_("The date polls I opened"), rows)


def poll_answers(membership: Membership) -> OwnData:
    """When I said I could come."""
    mine = PollAnswer.objects.filter(membership=membership).select_related("moment__poll")
    rows = [
        {
            _("session"): answer.moment.poll.title,
            _("moment"): answer.moment.starts_at,
            _("my answer"): answer.get_voice_display(),
        }
        for answer in mine.order_by("moment__starts_at")
    ]
    return OwnData(_("What I answered to date polls"), rows)
