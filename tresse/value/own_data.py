"""The attestations somebody made of a community, as they take them along (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership
from tresse.value.content import minutes_of_sessions
from tresse.value.models import Attestation


def attestations(membership: Membership) -> OwnData:
    """Each with its code, so that its address can be given later."""
    made = Attestation.objects.visible_to(membership.person).filter(cycle__strand__community=membership.community)
    rows = [
        {
            _("made on"): attestation.made_at,
            _("code"): attestation.code,
            _("cycle"): attestation.content["question"],
            _("minutes of sessions"): minutes_of_sessions(attestation.content),
            _("hours of preparation"): attestation.content["preparation_hours"],
            _("withdrawn on"): attestation.withdrawn_at,
        }
        for attestation in made
    ]
    return OwnData(_("Attestations"), rows)
