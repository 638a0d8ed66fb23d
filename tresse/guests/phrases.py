"""What a guest is invited to, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.guest_things import GUEST_THINGS
from tresse.guests.models import Guest


def invited_to(guest: Guest) -> str | Promise:
    """« une séance », « un document à relire », « une question »."""
    return _("a question") if guest.kind == "question" else _(GUEST_THINGS[guest.kind].name)
