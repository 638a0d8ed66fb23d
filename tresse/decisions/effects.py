"""What an adopted decision changes by itself, as `config/decision_effects.py` declares it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from config.decision_effects import EFFECTS, Effect
from tresse.communities.models import Community
from tresse.core.rulings import Ruling, granted
from tresse.decisions.models import Deciders, Decision, Proposal

UNKNOWN = _("What this would change by itself is not known any more. Propose the words alone.")


def effect_of(proposal: Proposal) -> Effect | None:
    """What its adoption changes by itself, if anything."""
    return EFFECTS.get(proposal.effect)


def terms_form(
    effect: str, data: Any, community: Community, known: Mapping[str, Any] = MappingProxyType({})
) -> forms.Form | None:
    """The form that asks for the terms of this effect; None when only words are proposed.

    `known` are the terms that the link which led here already says.
    """
    if effect not in EFFECTS:
        return None
    form: forms.Form = import_string(EFFECTS[effect].form)(data, community=community)
    form.initial = {**form.initial, **{name: known[name] for name in form.fields if name in known}}
    return form


def terms_of(form: forms.Form | None) -> dict[str, Any]:
    """What the form of the effect says, as plain values; nothing when only words are proposed."""
    terms: dict[str, Any] = form.terms() if form else {}  # type: ignore[attr-defined]
    return terms


def concerns_everybody(effect: str) -> bool:
    """Its declaration says that all full members decide on it."""
    return effect in EFFECTS and EFFECTS[effect].by_all


def deciding(effect: str, deciders: str) -> Ruling:
    """What concerns everybody is never decided by those who hold a mandate alone (E1, E2)."""
    if concerns_everybody(effect) and deciders != Deciders.ALL:
        return Ruling(_("This concerns everybody: it is decided by all members past their trial."))
    return granted


def allowed(effect: str, community: Community, terms: dict[str, Any]) -> Ruling:
    """What the declaration of this effect says of it at present."""
    if not effect:
        return granted
    if effect not in EFFECTS:
        return Ruling(UNKNOWN)
    ruling: Ruling = import_string(EFFECTS[effect].allowed)(community, terms)
    return ruling


def take_place(proposal: Proposal, decision: Decision) -> None:
    """It happens, inside the transaction of the adoption."""
    if proposal.effect:
        import_string(EFFECTS[proposal.effect].done)(proposal.community, proposal.terms, decision)
