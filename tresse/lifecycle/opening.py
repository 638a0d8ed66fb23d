"""From a prepared cycle to an open one, and from phase to phase."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock, journal
from tresse.lifecycle import rules


@transaction.atomic
def prepare_cycle(
    strand: Strand, *, by: Any, question: str, intended_document: str, starts_on: date, ends_on: date
) -> Cycle:
    """Write down, or write again, the cycle a strand is about to open. What is missing may come later."""
    Community.objects.held().get(pk=strand.community_id)
    rules.preparing(by, strand).require()
    last = strand.cycles.aggregate(last=Max("number"))["last"] or 0
    cycle = strand.cycles.prepared().first() or Cycle(strand=strand, number=last + 1)
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
    cycle.opened_at, cycle.phase_key = clock.now(), cycle.strand.objective.phases[0].key
    cycle.save(update_fields=["opened_at", "phase_key"])
    community.stage = Stage.LIVING
    community.save(update_fields=["stage"])
    journal.record(
        "cycle.opened",
        stream=community.stream,
        subject=cycle,
        by=by,
        strand=cycle.strand.title,
        question=cycle.question,
        document=cycle.intended_document,
    )
    return cycle


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
