"""Whose answer it is, and what an answer must say."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Attribution, Authorisation
from tresse.core.rulings import Ruling, first_refusal, granted


def answering(person: Any, authorisation: Authorisation, token: str = "") -> Ruling:
    """The person whose words they are answers, signed in or by the address mailed to them alone (S2)."""
    if authorisation.replaced_at:
        return Ruling(
            _("These words have changed since, or are no longer quoted: there is nothing to answer here.")
        )
    theirs = person is not None and person.pk is not None and person.pk == authorisation.person_id
    if theirs or (token and token == authorisation.token):
        return granted
    return Ruling(_("Only the person who said these words can answer."))


def withdrawing(person: Any, authorisation: Authorisation, token: str = "") -> Ruling:
    """What was authorised can be taken back at any time, by the person who gave it (S2)."""
    given = granted if authorisation.granted else Ruling(_("There is no authorisation to take back."))
    return first_refusal(answering(person, authorisation, token), given)


def signing(attribution: str, role: str, organisation: str) -> Ruling:
    """An authorisation says how its words are signed; a role or an organisation is said in so many words."""
    if attribution not in Attribution.values:
        return Ruling(_("Choose how your words will be signed."))
    if attribution == Attribution.ROLE and not role.strip():
        return Ruling(_("Write the role under which you want to appear."))
    if attribution == Attribution.ORGANISATION and not organisation.strip():
        return Ruling(_("Write the name of the organisation under which you want to appear."))
    return granted
