"""What people find of decisions, and of the proposals that are under way or came to nothing."""

from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from tresse.communities.searched import objectives_of
from tresse.core.indexing import Entry
from tresse.decisions.models import Decision, Proposal

WHERE = ("community", "cycle__strand")


def decisions(found: list[Decision]) -> Iterable[Entry]:
    """What was decided, and what led to it."""
    prefetch_related_objects(found, *WHERE)
    objectives = objectives_of(found)
    for decision in found:
        words = [decision.outcome, decision.context]
        yield _entry(decision, words, decision.adopted_on, objectives[decision.pk])


def proposals(found: list[Proposal]) -> Iterable[Entry]:
    """The words proposed as they stand now. Once adopted they are found as the decision; who said what is not searched."""
    found = [proposal for proposal in found if proposal.decision_id is None]
    prefetch_related_objects(found, *WHERE)
    objectives = objectives_of(found)
    for proposal in found:
        words = [proposal.text, proposal.context, proposal.changes]
        yield _entry(proposal, words, proposal.proposed_at.date(), objectives[proposal.pk])


def _entry(thing: Decision | Proposal, words: list[str], on: date, objectives: list[str]) -> Entry:
    return Entry(
        id=thing.pk,
        title=thing.title,
        text="\n\n".join(word for word in words if word),
        url=thing.get_absolute_url(),
        on=on,
        audience=thing.audience,
        language=thing.community.language,
        community_id=thing.community_id,
        objectives=objectives,
    )
