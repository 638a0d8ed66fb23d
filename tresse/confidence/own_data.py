"""What one takes along of one's quoted words: each authorisation, with the link by which it is taken back (S2, S8)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.confidence.models import Authorisation
from tresse.core.own_data import OwnData


def authorisations(membership: Any) -> OwnData:
    """My words that were quoted, what I answered, and where I change my mind."""
    asked = Authorisation.objects.filter(person=membership.person_id, community=membership.community_id)
    rows = [
        {
            _("where the words appear"): one.about,
            _("the exact words"): one.text,
            _("shown to"): one.get_audience_display(),
            _("asked on"): one.asked_at,
            _("answered on"): one.answered_at,
            _("shown as"): one.named_as,
            _("taken back on"): one.withdrawn_at,
            _("to change my answer"): settings.TRESSE_URL + reverse("confidence:answer", args=[one.token]),
        }
        for one in asked.order_by("asked_at")
    ]
    return OwnData(_("My words that were quoted"), rows)
