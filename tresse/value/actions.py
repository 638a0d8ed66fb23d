"""Making an attestation, and withdrawing it. No journal tells of it: it is one person's own (S6)."""

from typing import Any

from django.db import transaction

from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.value import rules
from tresse.value.content import canonical, content_for, digest_of
from tresse.value.models import Attestation
from tresse.value.seal import public_key, seal


@transaction.atomic
def attest(
    cycle: Cycle, *, by: Any, language: str, preparation_hours: int = 0, with_what_was_brought: bool = False
) -> Attestation:
    """Set down and seal what one did in a cycle. Asking twice for the same gives the same attestation."""
    rules.attesting(by, cycle).require()
    content = content_for(
        by, cycle, preparation_hours=preparation_hours, with_what_was_brought=with_what_was_brought
    )
    same = {"person": by, "cycle": cycle, "digest": digest_of(content), "withdrawn_at": None}
    there = Attestation.objects.filter(**same, language=language).first()
    if there:
        return there
    rules.attesting_today(by).require()
    attestation, _is_new = Attestation.objects.get_or_create(
        **same,
        language=language,
        defaults={
            "content": content,
            "signature": seal(canonical(content)),
            "public_key": public_key(),
            "made_at": clock.now(),
        },
    )
    return attestation


@transaction.atomic
def withdraw(attestation: Attestation, *, by: Any) -> Attestation:
    """Its address says from now on that it was withdrawn, and nothing of what it said."""
    attestation = Attestation.objects.select_for_update().get(pk=attestation.pk)
    rules.withdrawing(by, attestation).require()
    attestation.withdrawn_at = clock.now()
    attestation.save(update_fields=["withdrawn_at"])
    return attestation
