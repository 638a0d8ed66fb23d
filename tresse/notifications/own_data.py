"""What one takes along: how one wanted to be written to (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership
from tresse.notifications.models import CommunityPace


def mails(membership: Membership) -> OwnData:
    """The pace of my mails about this community, and up to when its news were told me."""
    paces = CommunityPace.objects.filter(membership=membership)
    return OwnData(
        _("The mails I chose to receive"),
        [{_("pace"): pace.get_pace_display(), _("told until"): pace.told_until} for pace in paces],
    )
