"""The consent round: no objection, an objection, an objection that stands no longer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock, journal
from tresse.core.rulings import Ruling
from tresse.core.text import exact
from tresse.decisions import rules
from tresse.decisions.actions.exchanges import said
from tresse.decisions.actions.holding import held, tell
from tresse.decisions.models import Consent, Objection, ObjectionKind, ObjectionState, Proposal
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of


@dataclass(frozen=True)
class Noted:
    """What one decider said aloud: « consent », « objection », or what became of an objection that stood."""

    membership: Membership
    said: str
    kind: str = ""
    text: str = ""
    lifted_if: str = ""
    settles: Objection | None = None


@transaction.atomic
def consent(proposal: Proposal, *, version: int, by: Any, text: str = "", of: Membership | None = None) -> Consent:
    """Say « no objection » to the text as it stands, with a word if one likes.

    `of` is whose word it is, when whoever facilitates notes it in a session. `version` is the text that was read.
    """
    proposal = held(proposal)
    membership, writer = _whose(proposal, by, of)
    _same_text(proposal, version)
    if proposal.objections.standing().filter(membership=membership).exists():
        Ruling(_("An objection of yours stands: say first that it is lifted.")).require()
    word = {"text": exact(text), "said_at": clock.now(), "noted_by": writer}
    given: Consent = proposal.consents.update_or_create(
        membership=membership, version=proposal.version, defaults=word
    )[0]
    return given


@transaction.atomic
def object_to(
    proposal: Proposal,
    *,
    text: str,
    kind: str,
    by: Any,
    lifted_if: str = "",
    of: Membership | None = None,
) -> Objection:
    """Object, with the reason and what would lift it. A consent given before is taken back.

    An objection already standing is said better: one has one at a time. It holds whatever version was read.
    """
    proposal = held(proposal)
    membership, writer = _whose(proposal, by, of)
    if kind not in ObjectionKind.values:
        raise ValidationError(
            {"kind": _("Say what it touches: it harms our purpose, or exceeds a limit of yours.")}
        )
    words = {
        "text": said(text),
        "kind": kind,
        "lifted_if": exact(lifted_if),
        "version": proposal.version,
        "said_at": clock.now(),
        "noted_by": writer,
    }
    objection, is_new = proposal.objections.update_or_create(
        membership=membership, state=ObjectionState.STANDING, defaults=words
    )
    proposal.consents.filter(membership=membership, version=proposal.version).delete()
    if is_new:
        tell("proposal.objected", proposal, by, author_person=membership.person_id)
    return objection


@transaction.atomic
def settle_objection(objection: Objection, *, state: str, by: Any, word: str = "") -> Objection:
    """Say that one's objection is lifted, integrated in the text, or withdrawn."""
    proposal = held(objection.proposal)
    objection = proposal.objections.select_related("membership__person").get(pk=objection.pk)
    objection.proposal = proposal
    rules.settling(by, objection).require()
    if state not in (ObjectionState.LIFTED, ObjectionState.INTEGRATED, ObjectionState.WITHDRAWN):
        raise ValidationError({"state": _("Say whether it is lifted, integrated in the text, or withdrawn.")})
    writer = place_of(by, proposal.community)
    objection.state, objection.settled_at, objection.settled_version = state, clock.now(), proposal.version
    objection.settled_word = word.strip()[:300]
    objection.settled_noted_by = None if writer == objection.membership else writer
    objection.save()
    author = objection.membership.person_id
    tell(
        "proposal.objection_settled",
        proposal,
        by,
        author_person=author,
        state_word=journal.word(ObjectionState(state).label),
    )
    return objection


@transaction.atomic
def note_round(proposal: Proposal, *, version: int, said: Iterable[Noted], by: Any) -> None:
    """In a session, what each decider says is noted on one page, by whoever facilitates."""
    proposal = held(proposal)
    rules.holding_round(by, proposal).require()
    _same_text(proposal, version)
    for noted in said:
        if noted.settles:
            settle_objection(noted.settles, state=noted.said, by=by)
        elif noted.said == "objection":
            object_to(
                proposal, text=noted.text, kind=noted.kind, lifted_if=noted.lifted_if, by=by, of=noted.membership
            )
        else:
            consent(proposal, version=version, by=by, of=noted.membership)
    tell("proposal.noted", proposal, by)


def _whose(proposal: Proposal, by: Any, of: Membership | None) -> tuple[Membership, Membership | None]:
    """Whose word it is, and who notes it for them, if somebody does."""
    if of is None:
        rules.speaking_up(by, proposal).require()
        return place_of(by, proposal.community), None
    rules.noting(by, proposal, of).require()
    writer = place_of(by, proposal.community)
    return of, None if writer == of else writer


def _same_text(proposal: Proposal, version: int) -> None:
    """One consents to words one has read."""
    if version != proposal.version:
        raise ValidationError(
            {
                "text": _(
                    "The text was written anew meanwhile. Read it as it stands now, then say what you say of it."
                )
            }
        )
