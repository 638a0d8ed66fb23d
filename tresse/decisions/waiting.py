"""What waits in decisions: to speak in a round, to answer, to meet an objection, to look at a decision again."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.decisions.models import (
    Amendment,
    Clarification,
    Consent,
    Deciders,
    Decision,
    Objection,
    ObjectionState,
    Proposal,
    Step,
)
from tresse.decisions.rounds import SPOKEN, counted_on
from tresse.decisions.rules.register import KEEPERS
from tresse.memberships.models import Mandate
from tresse.memberships.queries import once_for_each_present


def positions(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Consent rounds over days in which they decide, and have said nothing of the text as it stands."""
    rounds = Proposal.objects.open().filter(step=Step.CONSENT, meeting=None)
    theirs = _each_decider(once_for_each_present(rounds.exclude(community__stage=Stage.CLOSED), people))
    of_theirs = {"proposal": OuterRef("pk"), "membership": OuterRef("place_id")}
    consented = Consent.objects.filter(**of_theirs, version=OuterRef("version"))
    standing = Q(state=ObjectionState.STANDING)
    settled = Q(state__in=SPOKEN, settled_version=OuterRef("version"))
    objected = Objection.objects.filter(standing | settled, **of_theirs)
    for proposal in theirs.filter(~Exists(consented), ~Exists(objected)).select_related("community").iterator():
        yield Waiting(
            proposal.reader_id,
            _("%(community)s decides: %(title)s. Silence is not consent."),
            f"{proposal.get_absolute_url()}#v{proposal.version}",  # a text written anew is another thing
            _("Say your word"),
            facts=_facts(proposal),
            by=proposal.step_ends_at,
            community_id=proposal.community_id,
            told_at=proposal.moved_at,
        )


def own_objections(people: QuerySet[Person]) -> Iterator[Waiting]:
    """The text changed since they objected: they alone say whether their objection still stands."""
    raised = Objection.objects.standing().filter(
        membership__in=counted_on().filter(person__in=people),
        proposal__ended_at=None,
        version__lt=F("proposal__version"),
    )
    for objection in raised.select_related("proposal__community", "membership").iterator():
        proposal = objection.proposal
        yield Waiting(
            objection.membership.person_id,
            _("The text of “%(title)s” was written anew in %(community)s: does your objection still stand?"),
            f"{proposal.get_absolute_url()}#v{proposal.version}",
            _("Read it and say"),
            facts=_facts(proposal),
            by=proposal.step_ends_at,
            community_id=proposal.community_id,
        )


def questions(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Questions put to what they propose, and not answered yet."""
    asked = Clarification.objects.filter(proposal=OuterRef("pk"), answer="")
    for proposal in _of_theirs(people).filter(Exists(asked)).iterator():
        yield _to_author(
            proposal,
            _("Somebody asks about what you propose in %(community)s: %(title)s."),
            "#questions",
            _("Answer"),
        )


def amendments(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Amendments suggested to what they propose, while the text is being bettered."""
    suggested = Amendment.objects.filter(proposal=OuterRef("pk"), taken_into=None)
    bettered = _of_theirs(people).filter(Exists(suggested), step=Step.AMENDMENTS)
    for proposal in bettered.iterator():
        sentence = _("What you propose in %(community)s could be bettered: %(title)s.")
        yield _to_author(proposal, sentence, "#amendments", _("Read the amendments"))


def objections(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Objections that stand to what they propose: look for what would lift them, with their authors."""
    standing = Objection.objects.standing().filter(proposal=OuterRef("pk"), version=OuterRef("version"))
    for proposal in _of_theirs(people).filter(Exists(standing)).iterator():
        sentence = _("An objection stands to what you propose in %(community)s: %(title)s.")
        yield _to_author(proposal, sentence, "#objections", _("Look for what would lift it"))


def after_sessions(people: QuerySet[Person]) -> Iterator[Waiting]:
    """What was to be decided in a session that is over, and was not."""
    left = _open().filter(
        Q(taken_up_by=None) | Q(taken_up_by__in=counted_on().filter(person__in=people)),
        meeting__ends_at__lt=clock.now(),
    )
    for proposal in left.annotate(reader_id=_FACILITATOR).filter(reader_id__in=people.values("pk")).iterator():
        yield Waiting(
            proposal.reader_id,
            _("The session of “%(title)s” is over in %(community)s, and nothing is decided yet."),
            f"{proposal.get_absolute_url()}#hands",
            _("Note the round, or go on over days"),
            facts=_facts(proposal),
            community_id=proposal.community_id,
        )


def reviews(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Decisions whose day to be looked at again has come, for those who keep the register."""
    due = once_for_each_present(Decision.objects.to_review().exclude(community__stage=Stage.CLOSED), people)
    due = due.annotate(place_id=F("community__memberships__pk"))
    kept = Mandate.objects.live().filter(membership=OuterRef("place_id"), function__in=KEEPERS)
    there = counted_on().filter(pk=OuterRef("place_id"))
    for decision in due.filter(Exists(kept), Exists(there)).select_related("community").iterator():
        yield Waiting(
            decision.reader_id,
            _("Decision %(number)s of %(community)s is to be looked at again: %(title)s."),
            reverse("decisions:finding", args=[decision.community.slug, decision.number]),
            _("Say what you find"),
            facts={"community": decision.community, "title": decision.title, "number": decision.number},
            community_id=decision.community_id,
        )


_FACILITATOR = Coalesce("taken_up_by__person", "proposed_by__person")


def _open() -> QuerySet[Proposal]:
    return Proposal.objects.open().exclude(community__stage=Stage.CLOSED).select_related("community")


def _of_theirs(people: QuerySet[Person]) -> QuerySet[Any]:
    """Open proposals made by these people, who are there and may write."""
    made = _open().filter(proposed_by__in=counted_on().filter(person__in=people))
    return made.annotate(reader_id=F("proposed_by__person"))


def _each_decider(proposals: QuerySet[Any]) -> QuerySet[Any]:
    """Of those present, those who decide: `place_id` is their place."""
    placed: QuerySet[Any] = proposals.annotate(place_id=F("community__memberships__pk"))  # of the same join
    holding = Mandate.objects.live().filter(membership=OuterRef("place_id"))
    counted = counted_on().filter(pk=OuterRef("place_id"))
    return placed.filter(Q(deciders=Deciders.ALL) | Exists(holding), Exists(counted))


def _to_author(proposal: Any, sentence: Any, place: str, label: Any) -> Waiting:
    return Waiting(
        proposal.reader_id,
        sentence,
        f"{proposal.get_absolute_url()}{place}",
        label,
        facts=_facts(proposal),
        by=proposal.step_ends_at,
        community_id=proposal.community_id,
    )


def _facts(proposal: Proposal) -> dict[str, Any]:
    return {"community": proposal.community, "title": proposal.title}
