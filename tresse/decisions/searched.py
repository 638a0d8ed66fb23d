"""What people find of decisions, and of the proposals that are under way or came to nothing."""

from collections.abc import Iterable
from datetime import date

from tresse.communities.searched import objectives_of
from tresse.core.indexing import Entry
from tresse.decisions.models import Decision, Proposal


def decisions(ids: list[int]) -> Iterable[Entry]:
    """What was decided, and what led to it."""
    found = Decision.objects.filter(pk__in=ids).select_related("community", "cycle__strand")
    for decision in found.prefetch_related("community__strands"):
        yield _entry(decision, [decision.outcome, decision.context], decision.adopted_on)


def proposals(ids: list[int]) -> Iterable[Entry]:
    """The words proposed as they stand now. Once adopted they are found as the decision; who said what is not searched."""
    found = Proposal.objects.filter(pk__in=ids, decision=None).select_related("community", "cycle__strand")
    for proposal in found.prefetch_related("community__strands"):
        words = [proposal.text, proposal.context, proposal.changes]
        yield _entry(proposal, words, proposal.proposed_at.date())


def _entry(thing: Decision | Proposal, words: list[str], on: date) -> Entry:
    community, cycle = thing.community, thing.cycle
    return Entry(
        id=thing.pk,
        title=thing.title,
        text="\n\n".join(word for word in words if word),
        url=thing.get_absolute_url(),
        on=on,
        audience=thing.audience,
        language=community.language,
        community_id=community.pk,
        objectives=objectives_of(community, cycle.strand.objective_key if cycle else None),
    )
