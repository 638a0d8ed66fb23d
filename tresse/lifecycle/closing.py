"""How a cycle ends, and a community: acts by two, never in silence (P2, E4)."""

from typing import Any

from tresse.communities.models import Community, Cycle, Ending, Stage
from tresse.core import clock, indexing, journal
from tresse.core.rulings import Ruling
from tresse.lifecycle import rules
from tresse.memberships.models import ActByTwo


def closing_as(person: Any, cycle: Cycle, terms: dict[str, Any]) -> Ruling:
    """Whether this cycle may end this way."""
    return rules.closing_cycle(person, cycle, terms["ending"], terms["reason"])


def close_cycle(cycle: Cycle, terms: dict[str, Any], act: ActByTwo) -> None:
    """The cycle ends, with its publication or with the reason why there is none."""
    cycle.ending, cycle.ending_reason, cycle.ended_at = terms["ending"], terms["reason"], clock.now()
    cycle.save(update_fields=["ending", "ending_reason", "ended_at"])
    journal.record(
        "cycle.closed",
        stream=cycle.community.stream,
        subject=cycle,
        by=act.asked_by.person,
        strand=cycle.strand.title,
        question=cycle.question,
        ending_word=journal.word(Ending(cycle.ending).label),
    )


def closing_community(person: Any, community: Community, terms: dict[str, Any]) -> Ruling:
    """Whether this community may close now."""
    return rules.closing_community(person, community)


def close_community(community: Community, terms: dict[str, Any], act: ActByTwo) -> None:
    """The community closes: what it made stays, nothing more is added."""
    community.stage, community.closed_on, community.closing_word = Stage.CLOSED, clock.today(), terms["word"]
    community.save(update_fields=["stage", "closed_on", "closing_word"])
    indexing.changed(community)
    journal.record("community.closed", stream=community.stream, subject=community, by=act.asked_by.person)
