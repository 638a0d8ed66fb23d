"""Who may invite somebody without an account, and what such a link opens."""

from datetime import timedelta
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config.guest_things import GUEST_THINGS
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.guests.models import Guest
from tresse.memberships.queries import holds_mandate, membership_of
from tresse.memberships.rules import being_invited, taking_part

GUESTS_A_DAY = 20
OVER = _("This link is over. Whoever invited you can send you another one.")


def inviting(person: Any, community: Community, kind: str = "", thing: Any = None) -> Ruling:
    """Whoever takes part may invite somebody to a thing they see themselves, or ask them a question."""
    may = taking_part(person, community)
    return may if thing is None else first_refusal(may, _inviting_to(kind, person, thing))


def inviting_today(person: Any) -> Ruling:
    """One person invites twenty guests a day at most: nobody writes to strangers by way of Tresse."""
    since = clock.now() - timedelta(days=1)
    if Guest.objects.filter(invited_by__person=person, invited_at__gt=since).count() >= GUESTS_A_DAY:
        return Ruling(_("You have invited twenty guests since yesterday. The next ones can be invited tomorrow."))
    return granted


def being_guest(email: str, community: Community) -> Ruling:
    """Somebody who is in the community needs no link."""
    return being_invited(email, community)


def withdrawing(person: Any, guest: Guest) -> Ruling:
    """Whoever invited takes the link back, and so does anybody who holds a mandate."""
    return first_refusal(_not_over(guest), taking_part(person, guest.community), _withdrawing(person, guest))


def coming_by_link(guest: Guest) -> Ruling:
    """A link opens until it ends or is taken back."""
    return granted if guest.is_live else Ruling(OVER)


def answering_question(guest: Guest) -> Ruling:
    """Whoever was asked a question answers it, and may say it better until the link ends."""
    if guest.kind != "question":
        return Ruling(_("This link asks no question."))
    return coming_by_link(guest)


def _inviting_to(kind: str, person: Any, thing: Any) -> Ruling:
    rule = import_string(GUEST_THINGS[kind].inviting)
    ruling: Ruling = rule(person, thing)
    return ruling


def _not_over(guest: Guest) -> Ruling:
    return Ruling(_("This link was already taken back.")) if guest.withdrawn_at else granted


def _withdrawing(person: Any, guest: Guest) -> Ruling:
    membership = membership_of(person, guest.community)
    if membership and (membership.pk == guest.invited_by_id or holds_mandate(membership)):
        return granted
    return Ruling(_("A link is taken back by whoever sent it, or by somebody who holds a mandate."))
