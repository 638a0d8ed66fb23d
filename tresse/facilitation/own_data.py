"""What one takes along of the sessions one carried: the roles one held, the small groups one sat in (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.facilitation.models import Part, Seat
from tresse.memberships.models import Membership


def roles(membership: Membership) -> OwnData:
    """The roles I held in sessions."""
    held = Part.objects.filter(membership=membership, accepted_at__isnull=False, passed_on_at=None)
    rows = [
        {
            _("session"): part.meeting.title,
            _("on"): part.meeting.starts_at,
            _("role"): part.get_role_display(),
        }
        for part in held.select_related("meeting").order_by("meeting__starts_at", "pk")
    ]
    return OwnData(_("The roles I held"), rows)


def groups(membership: Membership) -> OwnData:
    """The small groups I sat in; who sat there with me is theirs."""
    mine = Seat.objects.filter(person=membership.person, draw__meeting__community=membership.community)
    rows = [
        {
            _("session"): seat.draw.meeting.title,
            _("round"): seat.draw.number,
            _("group"): seat.group,
        }
        for seat in mine.select_related("draw__meeting").order_by("draw__meeting__starts_at", "draw__number")
    ]
    return OwnData(_("My small groups"), rows)
