"""From a prepared cycle to an open one, and from phase to phase."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock, indexing, journal
from tresse.core.numbers import next_number
from tresse.core.rulings import Ruling
from tresse.decisions.models import Decision
from tresse.lifecycle import rules
from tresse.principles import engagement


@transaction.atomic
def prepare_cycle(
    strand: Strand, *, by: Any, question: str, intended_document: str, starts_on: date, ends_on: date
) -> Cycle:
    """Write down, or write again, the cycle a strand is about to open. What is missing may come later."""
    Community.objects.held().get(pk=strand.community_id)
    rules.preparing(by, strand).require()
    cycle = strand.cycles.prepared().first() or Cycle(strand=strand, number=next_number(strand.cycles))
    cycle.question, cycle.intended_document = question, intended_document
    cycle.starts_on, cycle.ends_on = starts_on, ends_on
    cycle.save()
    return cycle


@transaction.atomic
def open_cycle(cycle: Cycle, *, by: Any) -> Cycle:
    """Open it: the first phase of its objective begins, and the community lives (E3, P1)."""
    community = Community.objects.held().get(pk=cycle.strand.community_id)
    cycle = Cycle.objects.select_related("strand__community").get(pk=cycle.pk)
    rules.opening(by, cycle).require()
    _open(cycle)
    journal.record("cycle.opened", stream=community.stream, subject=cycle, by=by, **_in_words(cycle))
    return cycle


def opening_by_consent(community: Community, terms: dict[str, Any]) -> Ruling:
    """A cycle opens by the consent of all when nothing is missing, as it does by the hand of a holder (E3, P1)."""
    cycle = Cycle.objects.filter(strand__community=community, pk=terms.get("cycle", 0)).first()
    if cycle is None:
        return Ruling(_("This cycle is not there any more: prepare it again, then propose to open it."))
    if cycle.opened_at:
        return Ruling(_("This cycle is already open."))
    return engagement.opening_gate(cycle).ruling


def open_by_consent(community: Community, terms: dict[str, Any], decision: Decision) -> None:
    """The community consented: the cycle opens now, inside the transaction of the adoption."""
    cycle = Cycle.objects.select_related("strand__community").get(strand__community=community, pk=terms["cycle"])
    _open(cycle)
    journal.record(
        "cycle.opened_by_consent",
        stream=community.stream,
        subject=cycle,
        by=None,
        number=decision.number,
        **_in_words(cycle),
    )


@transaction.atomic
def move_on(cycle: Cycle, *, by: Any) -> Cycle:
    """The phase is over, the next one begins."""
    community = Community.objects.held().get(pk=cycle.strand.community_id)
    cycle = Cycle.objects.select_related("strand__community").get(pk=cycle.pk)
    rules.moving_on(by, cycle).require()
    following = cycle.strand.objective.after(cycle.phase_key)
    assert following is not None  # the rule said so
    cycle.phase_key = following.key
    cycle.save(update_fields=["phase_key"])
    journal.record(
        "cycle.moved_on",
        stream=community.stream,
        subject=cycle,
        by=by,
        strand=cycle.strand.title,
        phase_word=journal.word(following.name),
    )
    return cycle


def _open(cycle: Cycle) -> None:
    """From now on it asks everyone inside what they bring (`commitments.queries.asked`, O6): nothing else is written."""
    cycle.opened_at, cycle.phase_key = clock.now(), cycle.strand.objective.phases[0].key
    cycle.save(update_fields=["opened_at", "phase_key"])
    Community.objects.filter(pk=cycle.strand.community_id).update(stage=Stage.LIVING)
    indexing.changed(cycle.community)


def _in_words(cycle: Cycle) -> dict[str, Any]:
    return {"strand": cycle.strand.title, "question": cycle.question, "document": cycle.intended_document}
