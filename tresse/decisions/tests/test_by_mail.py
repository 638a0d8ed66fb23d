"""Consenting, objecting, asking and reacting by answering the mail about a proposal."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tresse.core import by_mail
from tresse.core.by_mail import Letter, NothingThere
from tresse.core.models import OutgoingMail
from tresse.decisions import actions
from tresse.decisions.by_mail import message_id, received_word
from tresse.decisions.models import ObjectionKind, ObjectionState, Proposal
from tresse.decisions.tests import factories


def say(proposal: Proposal, person, text: str, in_reply_to: str = "") -> str:
    return received_word(proposal.pk, person, Letter("Re: Un mardi sur deux", text, in_reply_to=in_reply_to))


@pytest.mark.parametrize(
    "text",
    ["D'accord.", "Pas d'objection de ma part", "Je consens", "Oui", "Sans objection.", "No objection", "De acuerdo",
     "Sem objeção"],
)  # fmt: skip
def test_consent_is_given_in_the_first_words(cast, text):
    proposal = factories.in_round(cast)
    said = say(proposal, cast.awa, f"{text}\n\nMerci pour ce texte.")
    given = proposal.consents.get()
    assert (given.membership.person, given.version, given.text) == (cast.awa, 1, "Merci pour ce texte.")
    assert said == "You have no objection to “Un mardi sur deux”. Thank you."


@pytest.mark.parametrize(
    "text",
    ["D'accord, mais pas en juillet", "Oui, sauf si le mardi tombe un jour férié", "Oui ?", "Très bien", "Je réfléchis",
     "", "objection", "Je suis d'accord avec Claire"],
)  # fmt: skip
def test_what_is_neither_consent_nor_objection_is_not_guessed(cast, text):
    proposal = factories.in_round(cast)
    with pytest.raises(ValidationError):
        say(proposal, cast.awa, text)
    assert not proposal.consents.exists()
    assert not proposal.objections.exists()


def test_an_objection_has_its_reason_and_what_would_lift_it(cast):
    proposal = factories.in_round(cast)
    say(
        proposal,
        cast.awa,
        "Objection (limite) : le mardi je garde mes enfants.\nÉlodie aussi.\nLevée si : un autre jour.",
    )
    kept = proposal.objections.get()
    assert (kept.text, kept.lifted_if, kept.kind) == (
        "le mardi je garde mes enfants.\nÉlodie aussi.",
        "un autre jour.",
        ObjectionKind.LIMIT,
    )
    say(proposal, cast.awa, "Objection levée.\nMerci.")
    kept.refresh_from_db()
    assert (kept.state, kept.settled_word) == (ObjectionState.LIFTED, "Merci.")


def test_an_objection_is_about_our_purpose_unless_it_says_otherwise(cast):
    proposal = factories.in_round(cast)
    assert "it harms our purpose" in say(proposal, cast.awa, "Objection : nous perdrions ceux qui travaillent.")
    assert proposal.objections.get().kind == ObjectionKind.HARM


def test_lifting_takes_an_objection(cast):
    with pytest.raises(ValidationError):
        say(factories.in_round(cast), cast.awa, "Objection levée")


def test_questions_reactions_and_amendments_each_at_their_step(cast):
    proposal = factories.proposal(cast)
    say(proposal, cast.awa, "Question : en juillet aussi ?")
    assert proposal.clarifications.get().text == "en juillet aussi ?"
    with pytest.raises(PermissionDenied, match="Not yet"):
        say(proposal, cast.awa, "Ressenti : un soulagement.")
    actions.move_on(proposal, by=cast.member)
    proposal.refresh_from_db()
    say(proposal, cast.awa, "Un jour fixe me soulage.")
    assert proposal.reactions.get().text == "Un jour fixe me soulage."
    actions.move_on(proposal, by=cast.member)
    say(proposal, cast.awa, "Bonification : jusqu'en juin.")
    assert proposal.amendments.get().text == "jusqu'en juin."


def test_consent_holds_for_the_text_that_was_read(cast):
    proposal = factories.in_round(cast)
    actions.amend(proposal, text="Un jeudi sur deux.", version=1, by=cast.member)
    for answered in (message_id(proposal, 1), "", "<forged@example.org>"):
        with pytest.raises((ValidationError, PermissionDenied)):
            say(proposal, cast.awa, "D'accord", answered)
    say(proposal, cast.awa, "D'accord", message_id(proposal, 2))
    assert proposal.consents.get().version == 2


@pytest.mark.parametrize("who", ["outsider", "neighbour", "steward", "unsigned"])
def test_for_whoever_is_outside_there_is_no_proposal(cast, who):
    proposal = factories.in_round(cast)
    for pk in (proposal.pk, proposal.pk + 99):
        with pytest.raises(NothingThere):
            received_word(pk, cast.person(who), Letter("", "D'accord"))


@pytest.mark.parametrize("who", ["newcomer", "late"])
def test_who_does_not_decide_is_told_why(cast, who):
    with pytest.raises(PermissionDenied):
        say(factories.in_round(cast), cast.person(who), "D'accord")


def test_the_call_to_the_round_is_answered_by_replying(cast, settings):
    settings.MAIL_IN = "cp.example.org"
    proposal = factories.in_round(cast)
    mail = OutgoingMail.objects.get(to=cast.awa.email, cause__startswith="position-link:")
    sealed = by_mail.unsealed(mail.headers["Reply-To"])
    assert (sealed.kind, sealed.thing_id, sealed.person_id) == ("proposal", proposal.pk, cast.awa.pk)
    assert mail.headers["Message-ID"] == message_id(proposal, 1)
