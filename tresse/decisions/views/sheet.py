"""Everything the page of a proposal shows, to whoever reads it and by whichever door they came."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from tresse.core.differences import compare
from tresse.core.rulings import Ruling
from tresse.decisions import actions, effects, forms, rules
from tresse.decisions.models import Decision, Proposal, Step
from tresse.decisions.rounds import Round, round_of
from tresse.decisions.steps import LESSONS
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership
from tresse.memberships.queries import membership_of


@dataclass(frozen=True)
class Gesture:
    """Something one says of a proposal: its form, the rule that lets one, and what it does."""

    form: Callable[..., django_forms.Form]
    allowed: Callable[[Any, Proposal], Ruling]
    act: Callable[..., Any]
    thanks: Any


def _lift(proposal: Proposal, *, by: Any, **said: Any) -> None:
    """What became of one's own objection."""
    objection = proposal.objections.standing().filter(membership__person=by).first()
    _has_one(objection).require()
    assert objection is not None
    actions.settle_objection(objection, by=by, **said)


def _lifting(person: Any, proposal: Proposal) -> Ruling:
    objection = proposal.objections.standing().filter(membership__person=person).first()
    return rules.settling(person, objection) if objection else _has_one(None)


def _has_one(objection: Any) -> Ruling:
    return Ruling() if objection else Ruling(_("No objection of yours stands."))


GESTURES: dict[str, Gesture] = {
    "question": Gesture(forms.WordForm, rules.asking, actions.ask, _("Your question is put.")),
    "reaction": Gesture(
        forms.WordForm, rules.reacting, actions.react, _("Your reaction is kept. You may change it.")
    ),
    "amendment": Gesture(forms.WordForm, rules.suggesting, actions.suggest, _("Your amendment is put.")),
    "consent": Gesture(
        forms.ConsentForm, rules.speaking_up, actions.consent, _("Thank you: you have no objection to this text.")
    ),
    "objection": Gesture(
        forms.ObjectionForm,
        rules.speaking_up,
        actions.object_to,
        _("Your objection is kept: nothing is adopted as long as it stands."),
    ),
    "settlement": Gesture(forms.SettlingForm, _lifting, _lift, _("Thank you: this is kept.")),
}
AT_STEP = {
    Step.CLARIFICATIONS: ("question",),
    Step.REACTIONS: ("reaction", "question"),
    Step.AMENDMENTS: ("amendment", "reaction", "question"),
    Step.CONSENT: ("consent", "objection", "settlement", "reaction", "question"),
}


def sheet(proposal: Proposal, person: Any, *, door: str, **typed: django_forms.Form) -> dict[str, Any]:
    """`door` is the address gestures are sent under; `typed` what came back with something to correct."""
    membership = membership_of(person, proposal.community)
    page = {
        "proposal": proposal,
        "community": proposal.community,
        "tab": "decisions",
        "door": door,
        "inside": membership,
        "effect": effects.effect_of(proposal),
        "decision_is_read": Decision.objects.visible_to(person).filter(pk=proposal.decision_id or 0).exists(),
    }
    if membership is None:
        return page
    standing = round_of(proposal)
    return page | {
        "round": standing,
        "place": standing.place_of(membership),
        "lesson": LESSONS[proposal.step] if proposal.is_open else None,
        "meeting": _meeting(proposal, person),
        "questions": proposal.clarifications.select_related("membership__person", "answered_by__person"),
        "reactions": proposal.reactions.select_related("membership__person"),
        "amendments": proposal.amendments.select_related("membership__person"),
        "consents": proposal.consents.filter(version=proposal.version).select_related("membership__person"),
        "objections": proposal.objections.select_related("membership__person", "noted_by__person"),
        "versions": versions(proposal) if proposal.version > 1 else [],
        "forms": gestures(proposal, person, standing, membership) | typed,
        "may": rulings(proposal, person, standing),
        "answer": forms.AnswerForm(),
        "outcome": forms.OutcomeForm(),
        "taking_back": forms.OutcomeForm(auto_id="taken_back_%s"),
    }


def gestures(
    proposal: Proposal, person: Any, standing: Round, membership: Membership
) -> dict[str, django_forms.Form]:
    """The forms of what this person may say at this step."""
    if not proposal.is_open:
        return {}
    mine = standing.place_of(membership)
    names = [name for name in AT_STEP[Step(proposal.step)] if GESTURES[name].allowed(person, proposal)]
    objecting = mine is not None and mine.objection is not None and mine.objection.is_standing
    if objecting:  # one says first what became of it
        names = [name for name in names if name != "consent"]
    return {name: _form(name, proposal, membership, mine) for name in names}


def _form(name: str, proposal: Proposal, membership: Membership, mine: Any) -> django_forms.Form:
    said: dict[str, Any] = {}
    if name == "reaction":
        said = dict(proposal.reactions.filter(membership=membership).values("text").first() or {})
    if name == "consent" and mine and mine.consent:
        said = {"text": mine.consent.text}
    if name == "objection" and mine and mine.objection and mine.objection.is_standing:
        said = {field: getattr(mine.objection, field) for field in ("kind", "text", "lifted_if")}
    return GESTURES[name].form(proposal=proposal, name=name, initial=said)


def rulings(proposal: Proposal, person: Any, standing: Round) -> dict[str, Ruling]:
    """What this person may do with the proposal, each with its reason when not."""
    asked: dict[str, Callable[[Any, Proposal], Ruling]] = {
        "answer": rules.answering,
        "amend": rules.amending,
        "facilitate": rules.facilitating,
        "hold_round": rules.holding_round,
        "move_on": rules.moving_on,
        "take_up": rules.taking_up,
        "withdraw": rules.withdrawing,
        "speak": rules.speaking_up,
        "adopt": partial(rules.adopting, standing=standing),
    }
    return {name: rule(person, proposal) for name, rule in asked.items()} if proposal.is_open else {}


def versions(proposal: Proposal) -> list[dict[str, Any]]:
    """Each version of the text beside the one before, with what differs; the latest first."""
    words = list(proposal.wordings.select_related("membership__person"))
    return [{"wording": after, "both": compare(before.text, after.text)} for before, after in pairwise(words)][::-1]


def _meeting(proposal: Proposal, person: Any) -> Meeting | None:
    """The session it is decided in, if it exists for this person (S1)."""
    if not proposal.meeting_id:
        return None
    return Meeting.objects.visible_to(person).filter(pk=proposal.meeting_id).select_related("community").first()
