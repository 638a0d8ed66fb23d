"""Looking at a decision again: it holds, it changes by a new proposal, or it has ended."""

from datetime import date
from typing import Any

from django.db import transaction

from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.decisions import rules
from tresse.decisions.actions.register import check_review
from tresse.decisions.models import Decision, Finding, Review
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo, Membership
from tresse.memberships.queries import place_of

ENDING = "decision.ending"


@transaction.atomic
def find_that_it_holds(decision: Decision, *, word: str = "", review_on: date | None, by: Any) -> Decision:
    """It still holds: its words stay, and the day it is looked at again is set anew."""
    decision = _held(decision)
    rules.reviewing(by, decision).require()
    decision.review_on = review_on
    check_review(decision)
    decision.save(update_fields=["review_on"])
    note_finding(decision, Finding.HOLDS, word, place_of(by, decision.community))
    return decision


@transaction.atomic
def ask_to_end(decision: Decision, *, word: str = "", by: Any) -> ActByTwo:
    """It has ended, says one; it does once somebody of another organisation confirms (E4)."""
    rules.reviewing(by, decision).require()
    return acts.ask(ENDING, decision, decision.community, by=by, terms={"word": word.strip()})


def end_decision(decision: Decision, terms: dict[str, Any], act: ActByTwo) -> None:
    """Two of two organisations found that it has ended. Its words stay in the register."""
    decision = _held(decision)
    decision.ended_on = clock.today()
    decision.save(update_fields=["ended_on"])
    note_finding(decision, Finding.ENDED, terms["word"], act.asked_by)


def note_finding(decision: Decision, finding: Finding, word: str, place: Membership) -> Review:
    """What was found stays beside the decision, and in the journal."""
    review = Review.objects.create(
        decision=decision, finding=finding, word=word.strip(), reviewed_by=place, reviewed_at=clock.now()
    )
    journal.record(
        "decision.reviewed",
        stream=decision.community.stream,
        subject=decision,
        by=place.person,
        number=decision.number,
        title=decision.title,
        finding_word=journal.word(finding.label),
    )
    return review


def _held(decision: Decision) -> Decision:
    Community.objects.held().get(pk=decision.community_id)
    return Decision.objects.select_related("community").get(pk=decision.pk)
