"""What one takes along: one's part in each cycle, as one said it last (S8)."""

from django.utils.translation import gettext as _

from tresse.commitments.models import Commitment
from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership


def commitments(membership: Membership) -> OwnData:
    """My part in each cycle."""
    said = Commitment.objects.filter(membership=membership).select_related("cycle__strand")
    return OwnData(
        _("My part in each cycle"), [_row(commitment) for commitment in said.order_by("cycle__opened_at")]
    )


def _row(commitment: Commitment) -> dict[str, object]:
    return {
        _("cycle"): str(commitment.cycle),
        _("for this cycle"): commitment.get_answer_display(),
        _("what I bring"): commitment.brings,
        _("what I look for"): commitment.looks_for,
        _("time I can give, in hours a month"): commitment.hours,
        _("what I could take on"): commitment.could_take,
        _("what became of it"): commitment.get_became_display(),
    }
