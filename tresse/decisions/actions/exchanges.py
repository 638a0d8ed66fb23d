"""Understanding a proposal, hearing how it sounds, bettering it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.charters.queries import charter_in_force
from tresse.core import clock, indexing
from tresse.core.text import exact
from tresse.decisions import rules
from tresse.decisions.actions.holding import held, tell
from tresse.decisions.actions.inviting import invite_deciders
from tresse.decisions.models import Amendment, Clarification, Proposal, Reaction, Wording
from tresse.memberships.queries import place_of


@transaction.atomic
def ask(proposal: Proposal, *, text: str, by: Any) -> Clarification:
    """Ask what one does not understand. The same question sent twice is one question."""
    proposal = held(proposal)
    rules.asking(by, proposal).require()
    asked: Clarification = proposal.clarifications.get_or_create(
        membership=place_of(by, proposal.community), text=said(text), defaults={"said_at": clock.now()}
    )[0]
    return asked


@transaction.atomic
def answer(question: Clarification, *, text: str, by: Any) -> Clarification:
    """Answer a question, for everybody to read. An answer may be said better afterwards."""
    proposal = held(question.proposal)
    rules.answering(by, proposal).require()
    question = proposal.clarifications.get(pk=question.pk)
    question.answer, question.answered_by, question.answered_at = (
        said(text),
        place_of(by, proposal.community),
        clock.now(),
    )
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    return question


@transaction.atomic
def react(proposal: Proposal, *, text: str, by: Any) -> Reaction:
    """Say how it sounds. One reaction each, which one may change."""
    proposal = held(proposal)
    rules.reacting(by, proposal).require()
    reaction: Reaction = proposal.reactions.update_or_create(
        membership=place_of(by, proposal.community), defaults={"text": said(text), "said_at": clock.now()}
    )[0]
    return reaction


@transaction.atomic
def suggest(proposal: Proposal, *, text: str, by: Any) -> Amendment:
    """Say what one would change in the text to better it."""
    proposal = held(proposal)
    rules.suggesting(by, proposal).require()
    suggested: Amendment = proposal.amendments.get_or_create(
        membership=place_of(by, proposal.community), text=said(text), defaults={"said_at": clock.now()}
    )[0]
    return suggested


@transaction.atomic
def amend(
    proposal: Proposal, *, text: str, version: int, by: Any, because: str = "", taking_in: Iterable[int] = ()
) -> Proposal:
    """Write the text anew. Who had consented to the one before is asked again, and has all the days of the step.

    `version` is the one that was read: of two people writing at once, the second is told.
    """
    proposal = held(proposal)
    rules.amending(by, proposal).require()
    if version != proposal.version:
        raise ValidationError(
            {"text": _("Somebody wrote the text anew meanwhile: it stands above. Put your change into it.")}
        )
    words = said(text)
    if words == proposal.text:
        raise ValidationError({"text": _("This is the text as it stands. Change it, or leave it as it is.")})
    proposal.text, proposal.version, proposal.moved_at = words, proposal.version + 1, clock.now()
    if proposal.is_in_round:
        _begin_round_again(proposal)
    proposal.save()
    Wording.objects.create(
        proposal=proposal,
        number=proposal.version,
        membership=place_of(by, proposal.community),
        text=words,
        because=because.strip(),
        said_at=clock.now(),
    )
    proposal.amendments.filter(pk__in=list(taking_in), taken_into=None).update(taken_into=proposal.version)
    indexing.changed(proposal)
    tell("proposal.amended", proposal, by, version=proposal.version)
    invite_deciders(proposal)
    return proposal


def said(text: str) -> str:
    """The exact words; none at all is not something one says."""
    words = exact(text)
    if not words:
        raise ValidationError({"text": _("Write a sentence, even a short one.")})
    return words


def _begin_round_again(proposal: Proposal) -> None:
    proposal.prolonged_at = None
    if not proposal.is_in_session:
        proposal.step_ends_at = clock.now() + timedelta(days=charter_in_force(proposal.community).round_days)
