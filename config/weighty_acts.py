"""The acts that take two people of two organisations (E4). A new one is one entry here.

`allowed` is the rule that says whether it may be done at all, asked when it is asked for and again when it
is confirmed: (person, subject, terms) -> Ruling. `done` does it: (subject, terms, act) -> None, inside the
transaction of the confirmation. `summary` is the template that shows both people exactly what will happen.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class WeightyAct:
    name: str  # message id, translated where it is shown
    allowed: str  # dotted path
    done: str  # dotted path
    summary: str  # template
    by_holders: bool = True  # asked for by somebody who holds a mandate; otherwise by any member
    by_both: bool = False  # `allowed` is asked of whoever confirms too: they do it together


WEIGHTY_ACTS: dict[str, WeightyAct] = {
    "document.widening": WeightyAct(
        name=_("show a document to more people"),
        allowed="tresse.documents.rules.widening",
        done="tresse.documents.actions.widen",
        summary="documents/acts/widening.html",
    ),
    "mandate.giving": WeightyAct(
        name=_("write down a mandate given in a session"),
        allowed="tresse.memberships.weighty.giving_mandate",
        done="tresse.decisions.reported.give_mandate",
        summary="memberships/acts/mandate_giving.html",
        by_holders=False,
    ),
    "mandate.interim": WeightyAct(
        name=_("hold the co-facilitation in the interim"),
        allowed="tresse.memberships.weighty.taking_interim",
        done="tresse.memberships.weighty.take_interim",
        summary="memberships/acts/mandate_interim.html",
        by_holders=False,
        by_both=True,
    ),
    "document.publishing": WeightyAct(
        name=_("publish a document"),
        allowed="tresse.principles.production.publishing",
        done="tresse.lifecycle.publishing.publish",
        summary="lifecycle/acts/document_publishing.html",
    ),
    "publication.withdrawing": WeightyAct(
        name=_("withdraw a publication"),
        allowed="tresse.library.rules.withdrawing",
        done="tresse.library.actions.withdraw",
        summary="lifecycle/acts/publication_withdrawing.html",
    ),
    "cycle.closing": WeightyAct(
        name=_("close a cycle"),
        allowed="tresse.lifecycle.closing.closing_as",
        done="tresse.lifecycle.closing.close_cycle",
        summary="lifecycle/acts/cycle_closing.html",
    ),
    "community.closing": WeightyAct(
        name=_("close the community"),
        allowed="tresse.lifecycle.closing.closing_community",
        done="tresse.lifecycle.closing.close_community",
        summary="lifecycle/acts/community_closing.html",
    ),
    "decision.ending": WeightyAct(
        name=_("end a decision"),
        allowed="tresse.decisions.rules.ending_decision",
        done="tresse.decisions.actions.end_decision",
        summary="decisions/acts/ending.html",
    ),
    "decision.reporting": WeightyAct(
        name=_("write down a decision taken in a session"),
        allowed="tresse.decisions.marked.reporting",
        done="tresse.decisions.marked.write_down",
        summary="decisions/acts/reporting.html",
        by_holders=False,
        by_both=True,
    ),
    "minutes.widening": WeightyAct(
        name=_("show the minutes of a session to more people"),
        allowed="tresse.meetings.rules.widening_minutes",
        done="tresse.meetings.actions.widen_minutes",
        summary="meetings/acts/minutes_widening.html",
    ),
    "request.refusing": WeightyAct(
        name=_("refuse a request to come in"),
        allowed="tresse.welcome.rules.refusing",
        done="tresse.welcome.actions.refuse",
        summary="welcome/acts/request_refusing.html",
        by_holders=False,
    ),
}
