"""What one takes along from decisions: what one proposed, asked, suggested, consented and objected to (S8)."""

from typing import Any

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.decisions.models import (
    Amendment,
    Clarification,
    Consent,
    Decision,
    Objection,
    Proposal,
    Reaction,
    Review,
    Wording,
)
from tresse.memberships.models import Membership


def proposals(membership: Membership) -> OwnData:
    """What I proposed, and how it ended."""
    made = Proposal.objects.filter(proposed_by=membership).order_by("number")
    return OwnData(
        _("What I proposed"),
        [
            {
                _("on"): proposal.proposed_at,
                _("title"): proposal.title,
                _("my words"): proposal.text,
                _("what led to it"): proposal.context,
                _("what it would change"): proposal.changes,
                _("how it ended"): proposal.get_ending_display(),
            }
            for proposal in made
        ],
    )


def words(membership: Membership) -> OwnData:
    """What I said of proposals: questions, answers, reactions, amendments, versions of the text."""
    answered = Clarification.objects.filter(answered_by=membership).select_related("proposal").order_by("pk")
    rows = [row for said in (Clarification, Reaction, Amendment, Wording) for row in _said(said, membership)]
    rows += [_row(question.answered_at, question.proposal, _("answer"), question.answer) for question in answered]
    return OwnData(_("What I said of proposals"), rows)


def positions(membership: Membership) -> OwnData:
    """Where I consented and objected, and what became of my objections."""
    consents = Consent.objects.filter(membership=membership).select_related("proposal").order_by("said_at", "pk")
    objections = (
        Objection.objects.filter(membership=membership).select_related("proposal").order_by("said_at", "pk")
    )
    rows = [_row(consent.said_at, consent.proposal, _("no objection"), consent.text) for consent in consents]
    rows += [
        _row(objection.said_at, objection.proposal, _("objection"), objection.text)
        | {
            _("what it touches"): objection.get_kind_display(),
            _("what would lift it"): objection.lifted_if,
            _("what became of it"): objection.get_state_display(),
            _("a word"): objection.settled_word,
        }
        for objection in objections
    ]
    return OwnData(_("Where I consented and objected"), rows)


def reviews(membership: Membership) -> OwnData:
    """What I found when I looked at decisions again."""
    found = Review.objects.filter(reviewed_by=membership).select_related("decision").order_by("reviewed_at", "pk")
    return OwnData(
        _("What I found when I looked at decisions again"),
        [
            {
                _("on"): review.reviewed_at,
                _("decision"): review.decision.title,
                _("what was found"): review.get_finding_display(),
                _("my words"): review.word,
            }
            for review in found
        ],
    )


def _said(model: Any, membership: Membership) -> list[dict[str, Any]]:
    mine = model.objects.filter(membership=membership).select_related("proposal").order_by("said_at", "pk")
    return [_row(one.said_at, one.proposal, str(model._meta.verbose_name), one.text) for one in mine]


def _row(at: Any, proposal: Proposal, what: str, text: str) -> dict[str, Any]:
    return {_("on"): at, _("proposal"): proposal.title, _("what"): what, _("my words"): text}


def recorded(membership: Membership) -> OwnData:
    """The decisions I wrote down in the register."""
    written = Decision.objects.filter(recorded_by=membership).order_by("number")
    return OwnData(
        _("The decisions I recorded"),
        [{_("on"): one.recorded_at, _("title"): one.title, _("text"): one.outcome} for one in written],
    )
