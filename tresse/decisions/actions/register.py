"""Keeping the register of what a community decided by consent."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle
from tresse.confidence.models import Audience, Confided
from tresse.core import clock, indexing, journal
from tresse.core.numbers import next_number
from tresse.core.text import exact
from tresse.decisions import rules
from tresse.decisions.models import Decision, Proposal
from tresse.memberships.models import ActByTwo
from tresse.memberships.queries import membership_of

FARTHEST_REVIEW = timedelta(days=5 * 366)
EARLIEST = date(1970, 1, 1)


@transaction.atomic
def record_decision(
    community: Community,
    *,
    by: Any,
    title: str,
    outcome: str,
    context: str = "",
    adopted_on: date | None = None,
    review_on: date | None = None,
    audience: str = Audience.COMMUNITY,
    cycle: Cycle | None = None,
) -> Decision:
    """Write down what was decided when no objection was left. It takes the next number and its words never change.

    The same decision sent twice gives the one already written.
    """
    community = Community.objects.held().get(pk=community.pk)
    rules.recording(by, community).require()
    decision = Decision(
        community=community,
        cycle=cycle,
        number=next_number(community.decisions),
        title=title.strip(),
        context=exact(context),
        outcome=exact(outcome),
        adopted_on=adopted_on or clock.today(),
        review_on=review_on,
        audience=audience,
        recorded_by=membership_of(by, community),
        recorded_at=clock.now(),
    )
    _check(decision)
    written = _already_written(decision)
    if written:
        return written
    decision.save()
    indexing.written(decision)
    _tell("decision.recorded", decision, by, title=decision.title)
    return decision


@transaction.atomic
def record_reported(act: ActByTwo, *, title: str, outcome: str) -> Decision:
    """Write down a consent given in a session, which two members of two organisations report (E2)."""
    decision = Decision.objects.create(
        community=act.community,
        number=next_number(act.community.decisions),
        title=title,
        outcome=outcome,
        adopted_on=clock.today(),
        recorded_by=act.asked_by,
        recorded_at=clock.now(),
    )
    indexing.changed(decision)
    _tell("decision.recorded", decision, act.asked_by.person, title=title)
    return decision


@transaction.atomic
def change_review_date(decision: Decision, *, review_on: date | None, by: Any) -> Decision:
    """Say when the decision is looked at again, or that no date is set any more."""
    decision = _held(decision)
    rules.changing_review(by, decision).require()
    if decision.review_on == review_on:
        return decision
    decision.review_on = review_on
    check_review(decision)
    decision.save(update_fields=["review_on"])
    _tell("decision.review_changed", decision, by)
    return decision


@transaction.atomic
def narrow_decision(decision: Decision, *, audience: str, by: Any) -> Decision:
    """Let fewer people read it, and the proposal it came from. More would take the consent that gave it its audience."""
    decision = _held(decision)
    rules.narrowing(by, decision).require()
    if audience == decision.audience:
        return decision
    if audience not in narrower(decision):
        raise ValidationError({"audience": _("A decision may be shown to fewer people than agreed, not to more.")})
    decision.audience = audience
    decision.save(update_fields=["audience"])
    indexing.changed(decision)
    for proposal in Proposal.objects.filter(decision=decision):
        if audience in narrower(proposal):
            proposal.audience = audience
            proposal.save(update_fields=["audience"])
            indexing.changed(proposal)
    _tell("decision.narrowed", decision, by)
    return decision


def narrower(item: Confided) -> list[Audience]:
    """Whom it may be shown to instead: fewer people, the community at least."""
    width = item.get_audience().width
    return [a for a in Audience if Audience.COMMUNITY.width <= a.width < width]


def _held(decision: Decision) -> Decision:
    Community.objects.held().get(pk=decision.community_id)
    return Decision.objects.select_related("community").get(pk=decision.pk)


def _already_written(decision: Decision) -> Decision | None:
    return Decision.objects.filter(
        community=decision.community,
        title=decision.title,
        outcome=decision.outcome,
        adopted_on=decision.adopted_on,
    ).first()


def _check(decision: Decision) -> None:
    if not decision.title:
        raise ValidationError({"title": _("Give the decision a title by which people will find it again.")})
    if not decision.outcome:
        raise ValidationError({"outcome": _("Write what was decided, in the words everybody agreed on.")})
    if decision.adopted_on > clock.today():
        raise ValidationError(
            {"adopted_on": _("This day is still to come: a decision is recorded once it is taken.")}
        )
    if decision.adopted_on < EARLIEST:
        raise ValidationError({"adopted_on": _("Check the year of this date.")})
    if decision.audience == Audience.SESSION:
        raise ValidationError(
            {"audience": _("A decision of the community is read by the whole community at least.")}
        )
    if decision.cycle and decision.cycle.community != decision.community:
        raise ValidationError({"cycle": _("This cycle belongs to another community.")})
    check_review(decision)


def check_review(decision: Decision) -> None:
    """It is looked at again after it was adopted, within a few years."""
    if decision.review_on is None:
        return
    if decision.review_on <= decision.adopted_on:
        raise ValidationError({"review_on": _("It is looked at again after it was adopted: choose a later day.")})
    if decision.review_on > clock.today() + FARTHEST_REVIEW:
        raise ValidationError({"review_on": _("Check the year of this date.")})


def _tell(kind: str, decision: Decision, by: Any, **facts: Any) -> None:
    stream = decision.community.stream
    journal.record(kind, stream=stream, subject=decision, by=by, number=decision.number, **facts)
