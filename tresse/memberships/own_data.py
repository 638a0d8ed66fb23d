"""What one takes along of one's place: when, from where, what one held, whom one invited, what one asked for (S8)."""

from django.utils.translation import gettext as _

from config.weighty_acts import WEIGHTY_ACTS
from tresse.core.own_data import OwnData
from tresse.memberships.models import ActByTwo, Hand, Invitation, Mandate, Membership


def place(membership: Membership) -> OwnData:
    """My place: since when, from which organisation."""
    row = {
        _("community"): membership.community.name,
        _("name"): str(membership.person),
        _("organisation"): membership.organisation.name if membership.organisation else "",
        _("since"): membership.since,
        _("signed the charter on"): membership.signed_at,
        _("pausing since"): membership.paused_at,
        _("left on"): membership.left_at,
    }
    return OwnData(_("My place"), [row])


def mandates(membership: Membership) -> OwnData:
    """What I held, with the notes I left."""
    held = Mandate.objects.filter(membership=membership).select_related("strand").order_by("starts_on")
    rows = [
        {
            _("function"): mandate.get_function_display(),
            _("strand"): mandate.strand.title if mandate.strand else "",
            _("from"): mandate.starts_on,
            _("until"): mandate.ended_on or mandate.ends_on,
            _("given by"): mandate.given_by,
            _("handover note"): mandate.handover,
        }
        for mandate in held
    ]
    return OwnData(_("My mandates"), rows)


def hands(membership: Membership) -> OwnData:
    """The calls for hands I answered."""
    said = Hand.objects.filter(membership=membership).select_related("call").order_by("said_at")
    rows = [
        {
            _("function"): hand.call.get_function_display(),
            _("on"): hand.said_at,
            _("answer"): _("I would do it") if hand.is_up else _("not this time"),
            _("a word"): hand.word,
        }
        for hand in said
    ]
    return OwnData(_("The calls for hands I answered"), rows)


def invitations(membership: Membership) -> OwnData:
    """Whom I invited, with my word."""
    sent = Invitation.objects.filter(invited_by=membership).order_by("invited_at")
    rows = [
        {_("on"): one.invited_at, _("email"): one.email, _("name"): one.name, _("my words"): one.word}
        for one in sent
    ]
    return OwnData(_("The people I invited"), rows)


def acts(membership: Membership) -> OwnData:
    """The weighty acts I asked for, confirmed or declined."""
    asked = ActByTwo.objects.concerning(membership).order_by("asked_at")
    rows = [
        {
            _("what"): _(WEIGHTY_ACTS[act.kind].name),
            _("asked on"): act.asked_at,
            _("my part"): _my_part(membership, act),
            _("a word"): act.word if act.declined_by_id == membership.pk else "",
        }
        for act in asked
    ]
    return OwnData(_("The acts by two I took part in"), rows)


def _my_part(membership: Membership, act: ActByTwo) -> str:
    if act.asked_by_id == membership.pk:
        return _("asked for it")
    return _("confirmed it") if act.confirmed_by_id == membership.pk else _("declined it")
