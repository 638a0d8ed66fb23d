"""From a first text to the consent round."""

import logging
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.core.numbers import next_number
from tresse.core.text import exact
from tresse.decisions import effects, rules
from tresse.decisions.actions.concluding import conclude_by_clock, end_with_community
from tresse.decisions.actions.holding import held, tell
from tresse.decisions.actions.inviting import invite_deciders
from tresse.decisions.actions.register import narrower
from tresse.decisions.actions.reviews import note_finding
from tresse.decisions.models import Deciders, Decision, Finding, Proposal, Step, Wording
from tresse.decisions.rounds import deciders_of
from tresse.meetings.models import Meeting
from tresse.memberships.queries import place_of, several_sides

logger = logging.getLogger("tresse.decisions")

AT_A_TIME = 100


@transaction.atomic
def propose(
    community: Community,
    *,
    by: Any,
    title: str,
    text: str,
    context: str = "",
    changes: str = "",
    effect: str = "",
    terms: dict[str, Any] | None = None,
    deciders: str = Deciders.ALL,
    meeting: Meeting | None = None,
    cycle: Cycle | None = None,
    audience: str = "",
    review_on: date | None = None,
    reopens: Decision | None = None,
) -> Proposal:
    """Put words before the community, with what they would change. The same proposal sent twice is one."""
    community = Community.objects.held().get(pk=community.pk)
    rules.proposing(by, community).require()
    place = place_of(by, community)
    proposal = Proposal(
        community=community,
        number=next_number(community.proposals),
        title=title.strip(),
        context=exact(context),
        text=exact(text),
        changes=exact(changes),
        effect=effect,
        terms=terms or {},
        deciders=deciders,
        meeting=meeting,
        cycle=cycle,
        audience=audience or charter_in_force(community).default_audience,
        review_on=review_on,
        reopens=reopens,
        proposed_by=place,
        proposed_at=clock.now(),
        moved_at=clock.now(),
    )
    already = _already_proposed(proposal)
    if already:
        return already
    _check(proposal)
    proposal.step_ends_at = _end_of_step(proposal)
    proposal.save()
    Wording.objects.create(
        proposal=proposal, number=1, membership=place, text=proposal.text, said_at=proposal.proposed_at
    )
    indexing.changed(proposal)
    tell("proposal.made", proposal, by)
    if reopens:
        note_finding(reopens, Finding.CHANGED, "", place)
    return proposal


@transaction.atomic
def move_on(proposal: Proposal, *, by: Any) -> Proposal:
    """The step is over, the next one begins. When the consent round opens, each decider is written to."""
    proposal = held(proposal)
    rules.moving_on(by, proposal).require()
    return _next_step(proposal, by=by)


@transaction.atomic
def take_up(proposal: Proposal, *, by: Any) -> Proposal:
    """Facilitate it from now on: whoever proposes need not carry it alone, and nothing is left without hands."""
    proposal = held(proposal)
    rules.taking_up(by, proposal).require()
    proposal.taken_up_by, proposal.moved_at = place_of(by, proposal.community), clock.now()
    proposal.save(update_fields=["taken_up_by", "moved_at"])
    tell("proposal.taken_up", proposal, by)
    return proposal


@transaction.atomic
def narrow_proposal(proposal: Proposal, *, audience: str, by: Any) -> Proposal:
    """Let fewer people read it: whoever proposes or facilitates may, at any time."""
    proposal = held(proposal)
    rules.amending(by, proposal).require()
    if audience == proposal.audience:
        return proposal
    if audience not in narrower(proposal):
        raise ValidationError({"audience": _("It may be shown to fewer people from here, not to more.")})
    proposal.audience = audience
    proposal.save(update_fields=["audience"])
    indexing.changed(proposal)
    tell("proposal.narrowed", proposal, by)
    return proposal


@transaction.atomic
def continue_over_days(proposal: Proposal, *, by: Any) -> Proposal:
    """What was to be decided in a session goes on at everybody's own pace, with deadlines."""
    proposal = held(proposal)
    rules.facilitating(by, proposal).require()
    if not proposal.meeting:
        return proposal
    proposal.meeting = None
    proposal.step_ends_at, proposal.moved_at = _end_of_step(proposal), clock.now()
    proposal.save(update_fields=["meeting", "step_ends_at", "moved_at"])
    tell("proposal.over_days", proposal, by)
    invite_deciders(proposal)
    return proposal


def move_due() -> None:
    """By the clock: each step whose days are over gives way to the next, and each round to its end.

    One that fails is told to whoever runs the server, and tried again next time: the others do not wait for it.
    """
    for proposal in Proposal.objects.due().order_by("step_ends_at")[:AT_A_TIME]:
        try:
            _move_by_clock(proposal)
        except Exception:
            logger.exception("Proposal %s could not be moved on by the clock", proposal.pk)


@transaction.atomic
def _move_by_clock(proposal: Proposal) -> None:
    proposal = held(proposal)
    if not Proposal.objects.due().filter(pk=proposal.pk).exists():  # somebody moved it on meanwhile
        return
    if proposal.community.stage == Stage.CLOSED:
        end_with_community(proposal)
    elif proposal.is_in_round:
        conclude_by_clock(proposal)
    else:
        _next_step(proposal, by=None)


def _next_step(proposal: Proposal, *, by: Any) -> Proposal:
    following = Step(proposal.step).following
    assert following is not None
    proposal.step, proposal.moved_at = following, clock.now()
    proposal.step_ends_at = _end_of_step(proposal)
    proposal.save(update_fields=["step", "step_ends_at", "moved_at"])
    kind = "proposal.moved_on" if by else "proposal.moved_by_clock"
    tell(kind, proposal, by, step_word=journal.word(following.label))
    invite_deciders(proposal)
    return proposal


def _end_of_step(proposal: Proposal) -> Any:
    """In a session nobody waits for a day; alone, each step has the days the charter gives it."""
    if proposal.meeting:
        return None
    return clock.now() + timedelta(days=charter_in_force(proposal.community).round_days)


def _already_proposed(proposal: Proposal) -> Proposal | None:
    same = Proposal.objects.open().filter(
        community=proposal.community,
        proposed_by=proposal.proposed_by,
        title=proposal.title,
        text=proposal.text,
        effect=proposal.effect,
        terms=proposal.terms,
    )
    return same.first()


def _check(proposal: Proposal) -> None:
    community, meeting = proposal.community, proposal.meeting
    if not proposal.title:
        raise ValidationError({"title": _("Give the proposal a title by which people will find it again.")})
    if not proposal.text:
        raise ValidationError({"text": _("Write the words you propose: they are what others consent to.")})
    if proposal.audience not in (Audience.COMMUNITY, Audience.NETWORK, Audience.PUBLIC):
        raise ValidationError({"audience": _("A proposal is read by the whole community at least.")})
    if proposal.cycle and proposal.cycle.community != community:
        raise ValidationError({"cycle": _("This cycle belongs to another community.")})
    if proposal.review_on and proposal.review_on <= clock.today():
        raise ValidationError({"review_on": _("It is looked at again after it is adopted: choose a later day.")})
    if proposal.reopens and (proposal.reopens.community_id != community.pk or proposal.reopens.ended_on):
        raise ValidationError({"title": _("The decision it would change is not in force here.")})
    if meeting:
        _check_session(proposal, meeting)
    if not several_sides(list(deciders_of(community, proposal.deciders))):
        raise ValidationError(
            {"deciders": _("Deciding takes people of two organisations: at present these are all of one.")}
        )
    effects.deciding(proposal.effect, proposal.deciders).require()
    effects.allowed(proposal.effect, community, proposal.terms).require()


def _check_session(proposal: Proposal, meeting: Meeting) -> None:
    if meeting.community_id != proposal.community_id:
        raise ValidationError({"meeting": _("This session belongs to another community.")})
    if not meeting.is_upcoming:
        raise ValidationError(
            {"meeting": _("This session is over or cancelled: choose another, or decide over days.")}
        )
    if meeting.chatham_house:
        raise ValidationError(
            {
                "meeting": _(
                    "Under the Chatham House rule nothing says who said what. Choose another session, or days."
                )
            }
        )
