"""What a decision by consent may change by itself, when it is adopted. A new effect is one entry here.

`allowed` says whether it may happen at all, asked when it is proposed and again when it is adopted:
(community, terms) -> Ruling. `done` does it: (community, terms, decision) -> None, once, inside the transaction
of the adoption. `summary` is the template that shows everybody exactly what would change (`community`, `terms`). `form`
asks for the terms: a form class called with (data, community=community), whose `terms()` are plain JSON.
`by_all`: what concerns everybody is decided by all full members, never by those who hold a mandate alone (E1, E2).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Effect:
    name: str  # message id, translated where it is shown
    allowed: str  # dotted path
    done: str  # dotted path
    summary: str  # template
    form: str  # dotted path
    by_all: bool = True


EFFECTS: dict[str, Effect] = {
    "charter.adopting": Effect(
        name=_("adopt a new version of the charter"),
        allowed="tresse.charters.effects.adopting",
        done="tresse.charters.effects.adopt",
        summary="charters/effects/adopting.html",
        form="tresse.charters.forms.AdoptingForm",
    ),
    "charter.parameters": Effect(
        name=_("change the numbers of the charter"),
        allowed="tresse.charters.effects.changing_numbers",
        done="tresse.charters.effects.change_numbers",
        summary="charters/effects/numbers.html",
        form="tresse.charters.forms.NumbersForm",
    ),
    "mandate.giving": Effect(
        name=_("give a mandate"),
        allowed="tresse.memberships.effects.receiving_mandate",
        done="tresse.memberships.effects.give_mandate",
        summary="memberships/acts/mandate_giving.html",
        form="tresse.memberships.forms.GivenMandateForm",
    ),
    "cycle.opening": Effect(
        name=_("open a cycle"),
        allowed="tresse.lifecycle.opening.opening_by_consent",
        done="tresse.lifecycle.opening.open_by_consent",
        summary="lifecycle/effects/cycle_opening.html",
        form="tresse.lifecycle.forms.OpeningForm",
        by_all=False,
    ),
    "member.admitting": Effect(
        name=_("let somebody in"),
        allowed="tresse.welcome.rules.admitting",
        done="tresse.welcome.actions.admit",
        summary="welcome/effects/member_admitting.html",
        form="tresse.welcome.forms.AdmittingForm",
    ),
}
