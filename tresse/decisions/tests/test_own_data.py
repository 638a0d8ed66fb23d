"""What one takes along from decisions is one's own, whole, and nobody else's."""

from tresse.core.own_data import OwnData
from tresse.decisions import actions, own_data
from tresse.decisions.tests import factories

PARTS = (own_data.proposals, own_data.words, own_data.positions, own_data.reviews)


def taken(cast, who: str) -> list[OwnData]:
    return [part(cast.place(who)) for part in PARTS]


def test_one_takes_along_what_one_said_and_nothing_of_others(cast):
    proposal = factories.proposal(cast)
    question = actions.ask(proposal, text="Une question de Farid.", by=cast.former)
    actions.answer(question, text="Une réponse de Mina.", by=cast.member)
    proposal = factories.to_round(proposal)
    actions.react(proposal, text="Un ressenti de Farid.", by=cast.former)
    actions.suggest(proposal, text="Une idée de Farid.", by=cast.former)
    actions.consent(proposal, version=1, text="Un mot d'Awa.", by=cast.awa)
    actions.object_to(proposal, text="Une raison de Farid.", kind="limit", by=cast.former)
    decision = factories.decision(cast, title="Autre chose", outcome="Autre chose.")
    actions.find_that_it_holds(decision, word="Un constat d'Awa.", review_on=None, by=cast.awa)
    words = {
        who: {row["my words"] for part in taken(cast, who) for row in part.rows}
        for who in ("member", "former", "awa", "claire")
    }
    assert words == {
        "member": {factories.TEXT, "Une réponse de Mina."},
        "former": {"Une question de Farid.", "Un ressenti de Farid.", "Une idée de Farid.", "Une raison de Farid."},
        "awa": {"Un mot d'Awa.", "Un constat d'Awa."},
        "claire": set(),
    }
