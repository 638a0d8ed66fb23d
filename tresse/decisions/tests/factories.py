"""Decisions for tests, written by the same actions as everybody's."""

from collections.abc import Iterable
from typing import Any

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.decisions import actions
from tresse.decisions.models import Decision, Proposal
from tresse.decisions.rounds import deciders_of

TEXT = "Nous nous retrouvons un mardi sur deux, jusqu'en juin."


def decision(cast: Cast, *, by: Any = None, **terms: Any) -> Decision:
    """A decision of CP Genre recorded by Awa, unless said otherwise."""
    said = {"title": "Un mardi sur deux", "outcome": TEXT}
    return actions.record_decision(cast.community, by=by or cast.awa, **{**said, **terms})


def proposal(cast: Cast, *, by: Any = None, **terms: Any) -> Proposal:
    """A proposal of Mina to CP Genre, unless said otherwise."""
    said = {"title": "Un mardi sur deux", "text": TEXT, "context": "Le jeudi ne va plus à personne."}
    return actions.propose(cast.community, by=by or cast.member, **{**said, **terms})


def in_round(cast: Cast, **terms: Any) -> Proposal:
    """The same, led to its consent round by whoever facilitates it."""
    return to_round(proposal(cast, **terms))


def to_round(proposed: Proposal) -> Proposal:
    while not proposed.is_in_round:
        proposed = actions.move_on(proposed, by=proposed.facilitator.person)
    return proposed


def consented(proposed: Proposal, people: Iterable[Person] | None = None) -> Proposal:
    """Everybody who decides says « no objection », or these people do."""
    deciders = deciders_of(proposed.community, proposed.deciders)
    for person in people or [decider.person for decider in deciders]:
        actions.consent(proposed, version=proposed.version, by=person)
    return proposed


def adopted(
    community: Community, *, by: Person, effect: str = "", terms: dict[str, Any] | None = None, **said: Any
) -> Decision:
    """A proposal lived to its adoption by the real actions: proposed by `by`, consented to by all who decide.

    Everybody who decides must be able to speak: full members of two organisations at least.
    """
    words = {"title": "Ce que nous proposons", "text": TEXT, "context": ""}
    proposed = actions.propose(community, by=by, effect=effect, terms=terms, **{**words, **said})
    return actions.adopt(consented(to_round(proposed)), by=by)
