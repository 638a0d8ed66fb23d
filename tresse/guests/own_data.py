"""What somebody left as a guest before they came in, and the guests they invited since (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.guests.models import Guest
from tresse.memberships.models import Membership


def as_a_guest(membership: Membership) -> OwnData:
    """What I was invited to before I came in, and what I answered."""
    mine = Guest.objects.of(membership.person).filter(community=membership.community).prefetch_related("thing")
    rows = [
        {
            _("invited on"): guest.invited_at,
            _("invited to"): str(guest.thing or ""),
            _("question"): guest.question,
            _("answer"): guest.answer,
            _("name given"): guest.name,
        }
        for guest in mine.order_by("invited_at")
    ]
    return OwnData(_("As a guest"), rows)


def guests_invited(membership: Membership) -> OwnData:
    """The people I invited to one thing."""
    rows = [
        {
            _("invited on"): guest.invited_at,
            _("name"): guest.name,
            _("address"): guest.email,
            _("invited to"): str(guest.thing or ""),
            _("question"): guest.question,
            _("a word from me"): guest.word,
        }
        for guest in Guest.objects.filter(invited_by=membership).prefetch_related("thing").order_by("invited_at")
    ]
    return OwnData(_("Guests I invited"), rows)
