"""An attestation is made, read and withdrawn by the person it is about, and by nobody else (S6)."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.core.rulings import Ruling, granted
from tresse.value.models import Attestation
from tresse.value.queries import cycles_lived

A_DAY = 20


def attesting(person: Any, cycle: Cycle) -> Ruling:
    """One has attested what one lived: a cycle of a community one was inside of meanwhile, even if one left since."""
    if cycles_lived(person).filter(pk=cycle.pk).exists():
        return granted
    return Ruling(_("An attestation is about a cycle during which you were inside the community."))


def attesting_today(person: Any) -> Ruling:
    """Twenty a day are enough for anybody."""
    since = clock.now() - timedelta(days=1)
    if Attestation.objects.visible_to(person).filter(made_at__gt=since).count() < A_DAY:
        return granted
    return Ruling(_("You have made twenty attestations since yesterday. The next ones can be made tomorrow."))


def withdrawing(person: Any, attestation: Attestation) -> Ruling:
    """Whoever it is about withdraws it, once."""
    if person is None or attestation.person_id != person.pk:
        return Ruling(_("An attestation is withdrawn by the person it is about."))
    if attestation.withdrawn_at:
        return Ruling(_("It is already withdrawn."))
    return granted
