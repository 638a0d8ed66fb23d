"""Having a say in a decision from one's mail: the first words say what it is, the rest is the reason."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.core import by_mail
from tresse.core.by_mail import Letter, NothingThere
from tresse.decisions import actions
from tresse.decisions.models import ObjectionKind, ObjectionState, Proposal, Step
from tresse.memberships.queries import membership_of

CONSENT = re.compile(
    r"^(?:oui,? )?(?:je n'ai pas d'objection|pas d'objection|sans objection|aucune objection|je consens|d'accord|oui|ok"
    r"|(?:i have )?no objection|i consent|agreed|yes|sin objecion|de acuerdo|sem objecao|de acordo)"
    r"(?: de ma part| from me| por mi parte| da minha parte)?(?=[\s.,!:;]|$)"
)
# « D'accord, mais… » is neither a consent nor an objection.
RESERVE = re.compile(r"\b(?:mais|sauf|a condition|si|but|except|unless|if|pero|mas|salvo|excepto)\b|\?")
LIFTED = re.compile(
    r"^(?:je leve mon objection|(?:mon )?objection (?:est )?levee|je retire mon objection|my objection is lifted"
    r"|objection lifted|i lift my objection|levanto mi objecion|retiro a minha objecao)\b"
)
SIGN = r"(?: ?\((?P<kind>[^)\n]{1,40})\))? ?[:.\-–—\n] ?"
KINDS: dict[str, re.Pattern[str]] = {
    "objection": re.compile(rf"^(?:objection|je m'oppose|i object|objecion|objecao){SIGN}"),
    "question": re.compile(rf"^(?:question|pregunta|pergunta){SIGN}"),
    "reaction": re.compile(rf"^(?:ressenti|reaction|reaccion|resonancia|reacao|ressonancia){SIGN}"),
    "amendment": re.compile(rf"^(?:bonification|amendement|amendment|mejora|enmienda|aprimoramento){SIGN}"),
}
LIFTED_IF = re.compile(r"^(?:levee? si|lifted if|se levanta si|levantada se) ?[:\-–]? ?", re.MULTILINE)


def received_word(proposal_id: int, person: Any, letter: Letter) -> str:
    """Consent, object, ask, react or better the text, by answering the mail about a proposal."""
    proposal = Proposal.objects.visible_to(person).filter(pk=proposal_id).select_related("community").first()
    if proposal is None or membership_of(person, proposal.community) is None:
        raise NothingThere
    text, plain = letter.text.strip(), _plain(letter.text.strip())
    if LIFTED.match(plain):
        return _lift(proposal, person, text)
    for name, kind in KINDS.items():
        if match := kind.match(plain):
            return SAYING[name](
                proposal, person, text[match.end() :].strip(), plain[match.end() :], match["kind"] or ""
            )
    if CONSENT.match(plain):
        return _consent(proposal, person, text, letter)
    if proposal.step == Step.REACTIONS and proposal.is_open and text:
        return _react(proposal, person, text, plain, "")
    raise unclear()


def unclear() -> ValidationError:
    """What to write instead."""
    return ValidationError(
        _(
            "Your word could not be told from a question or a doubt, and nothing was kept. Begin with “no objection”, or with"
            " “objection:” and your reason, “question:”, “reaction:” or “amendment:” and your words."
        )
    )


def version_read(proposal: Proposal, letter: Letter) -> int:
    """The text the mail that is answered was about. Raises `ValidationError` where nothing says which."""
    answered = {message_id(proposal, version): version for version in range(1, proposal.version + 1)}
    if letter.in_reply_to in answered:
        return answered[letter.in_reply_to]
    if proposal.version == 1:
        return 1
    raise ValidationError(_("The text was written anew meanwhile. Read it on its page, and say your word there."))


def message_id(proposal: Proposal, version: int) -> str:
    """Of the mail that calls to the round on this version of the text."""
    return by_mail.message_id("proposal", proposal.pk, version)


def _consent(proposal: Proposal, person: Any, text: str, letter: Letter) -> str:
    first = _plain(text).split("\n")[0]
    if RESERVE.search(first):
        raise unclear()
    word = text.partition("\n")[2].strip()
    actions.consent(proposal, version=version_read(proposal, letter), by=person, text=word)
    return _("You have no objection to “%(title)s”. Thank you.") % {"title": proposal.title}


def _object(proposal: Proposal, person: Any, text: str, plain: str, kind: str) -> str:
    """What would lift it stands after « lifted if: ». Unless it says « limit », an objection is about our purpose."""
    lifting = LIFTED_IF.search(plain)
    reason, lifted_if = (text[: lifting.start()], text[lifting.end() :]) if lifting else (text, "")
    touches = ObjectionKind.LIMIT if "limit" in kind else ObjectionKind.HARM
    actions.object_to(proposal, text=reason.strip(), kind=touches, lifted_if=lifted_if.strip(), by=person)
    return _(
        "Your objection to “%(title)s” is kept (%(kind)s): nothing is adopted as long as it stands. You may say it"
        " better on its page."
    ) % {"title": proposal.title, "kind": touches.label}


def _ask(proposal: Proposal, person: Any, text: str, plain: str, kind: str) -> str:
    actions.ask(proposal, text=text, by=person)
    return _("Your question about “%(title)s” is put.") % {"title": proposal.title}


def _react(proposal: Proposal, person: Any, text: str, plain: str, kind: str) -> str:
    actions.react(proposal, text=text, by=person)
    return _("Your reaction to “%(title)s” is kept.") % {"title": proposal.title}


def _suggest(proposal: Proposal, person: Any, text: str, plain: str, kind: str) -> str:
    actions.suggest(proposal, text=text, by=person)
    return _("Your amendment of “%(title)s” is put.") % {"title": proposal.title}


def _lift(proposal: Proposal, person: Any, text: str) -> str:
    mine = proposal.objections.standing().filter(membership__person=person).first()
    if mine is None:
        raise ValidationError(_("No objection of yours stands."))
    actions.settle_objection(mine, state=ObjectionState.LIFTED, by=person, word=text.partition("\n")[2])
    return _("Your objection to “%(title)s” stands no longer.") % {"title": proposal.title}


SAYING: dict[str, Callable[[Proposal, Any, str, str, str], str]] = {
    "objection": _object,
    "question": _ask,
    "reaction": _react,
    "amendment": _suggest,
}


def _plain(text: str) -> str:
    """Small letters without accents, as long as what they stand for: places in one are places in the other."""
    apart = (unicodedata.normalize("NFD", letter)[0] for letter in text.replace("’", "'"))
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in apart)
