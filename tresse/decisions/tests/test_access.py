"""Who gets to the register of decisions: tables, tried with the whole cast."""

from datetime import timedelta

import pytest

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.decisions import actions
from tresse.decisions.tests import factories
from tresse.meetings.tests import factories as meetings

INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")
KEEPERS = ("awa", "claire")


def row(others: int, visitor: int = 302, **groups: int) -> dict[str, int]:
    """Everybody gets `others`, the visitor apart; then those inside, then those who keep the register."""
    said = dict.fromkeys(EVERYBODY, others) | {"visitor": visitor}
    said |= dict.fromkeys(INSIDE, groups["inside"]) if "inside" in groups else {}
    return said | (dict.fromkeys(KEEPERS, groups["keepers"]) if "keepers" in groups else {})


REGISTER = {
    "decisions:decisions": row(200, visitor=200),
    "decisions:new": row(404, inside=403, keepers=200),
    "POST decisions:new": row(404, inside=403, keepers=422),
    "decisions:decision": row(404, visitor=404, inside=200),
    "decisions:review": row(404, inside=403, keepers=200),
    "POST decisions:review": row(404, inside=403, keepers=302),
    "decisions:finding": row(404, inside=403, keepers=200),
    "POST decisions:finding": row(404, inside=403, keepers=302),
    "decisions:audience": row(404, inside=403, keepers=200),
    "POST decisions:audience": row(404, inside=403, keepers=422),
}

PUBLIC = {
    "decisions:decision": row(200, visitor=200),
    "decisions:review": row(404, inside=403, keepers=200),
    "POST decisions:audience": row(404, inside=403, keepers=302),
}

NETWORK = {"decisions:decision": row(404, visitor=404, inside=200) | {"neighbour": 200, "steward": 200}}


def addresses(decision):
    here = [decision.community.slug, decision.number]
    names = {name.split()[-1] for name in REGISTER}
    return dict.fromkeys(names, here) | {"decisions:decisions": here[:1], "decisions:new": here[:1]}


POSTING = {
    "POST decisions:audience": {"audience": "community"},
    "POST decisions:finding": {"finding": "holds"},
}


def test_who_gets_to_a_decision(as_, cast):
    posting = {"POST decisions:finding": POSTING["POST decisions:finding"]}
    check_access(as_, REGISTER, addresses(factories.decision(cast)), posting=posting)


def test_who_gets_to_a_public_decision(as_, cast):
    check_access(as_, PUBLIC, addresses(factories.decision(cast, audience="public")), posting=POSTING)


def test_who_gets_to_a_decision_shown_to_the_network(as_, cast):
    check_access(as_, NETWORK, addresses(factories.decision(cast, audience="network")))


def mine(others: int, inside: int, **apart: int) -> dict[str, int]:
    """Nobody outside knows it exists; everybody inside gets `inside`, some apart."""
    return row(others, inside=inside) | apart


LATER = {"newcomer": 403, "late": 403}  # past the trial, and once the charter is signed again

PROPOSING = {
    "decisions:propose": row(404, inside=200) | LATER,
    "POST decisions:propose": row(404, inside=422) | LATER,
    "decisions:proposals": row(200, visitor=200),
    "decisions:proposal": row(404, visitor=404, inside=200),
    "decisions:text": mine(404, 403, member=200),
    "POST decisions:text": mine(404, 403, member=422),
    "decisions:proposal_audience": mine(404, 403, member=200),
    "POST decisions:proposal_audience": mine(404, 403, member=422),
    "POST decisions:step": mine(404, 403, member=302),
    "POST decisions:facilitation": mine(404, 403, awa=302, claire=302),
    "POST decisions:days": mine(404, 403, member=302),
    "POST decisions:withdrawal": mine(404, 403, member=302),
    "POST decisions:answer": mine(404, 403, member=302),
    "POST decisions:say": row(404, inside=302) | {"late": 403},
}

IN_ROUND = {
    "POST decisions:say": row(404, inside=302) | LATER,
    "POST decisions:adoption": mine(404, 403, member=302),
    "POST decisions:step": mine(404, 403),
}

BY_MAIL = {
    "decisions:mailed": row(200, visitor=200),
    "POST decisions:mailed_say": row(302, visitor=302),
}

IN_SESSION = {
    "decisions:round": mine(404, 403, member=200),
    "POST decisions:round": mine(404, 403, member=302),
}


# At one state each; a gesture said at another step has a row of its own above.
ACCESS = REGISTER | IN_ROUND | IN_SESSION | BY_MAIL | PROPOSING


def proposed(proposal, gesture):
    here = [proposal.community.slug, proposal.number]
    question = proposal.clarifications.first()
    names = {name.split()[-1] for name in (*PROPOSING, *IN_ROUND, *IN_SESSION)}
    return dict.fromkeys(names, here) | {
        "decisions:propose": here[:1],
        "decisions:proposals": here[:1],
        "decisions:say": [*here, gesture],
        "decisions:answer": [*here, question.pk if question else 0],
    }


def test_who_gets_to_a_proposal(as_, cast):
    proposal = factories.proposal(cast)
    actions.ask(proposal, text="Et en juillet ?", by=cast.former)
    posting = {
        "POST decisions:say": {"question-text": "Pourquoi ?"},
        "POST decisions:answer": {"text": "Non."},
    }
    check_access(as_, {key: ACCESS[key] for key in PROPOSING}, proposed(proposal, "question"), posting=posting)


def test_who_gets_to_a_consent_round(as_, cast):
    proposal = factories.consented(factories.in_round(cast))
    posting = {"POST decisions:say": {"consent-version": "1"}}
    check_access(as_, IN_ROUND, proposed(proposal, "consent"), posting=posting)


def test_whoever_has_the_mailed_address_speaks_for_its_owner(as_, cast):
    link = factories.in_round(cast).links.get(membership=cast.place("former"))
    where = {"decisions:mailed": [link.token], "decisions:mailed_say": [link.token, "consent"]}
    check_access(as_, BY_MAIL, where, posting={"POST decisions:mailed_say": {"consent-version": "1"}})


def test_who_holds_the_round_of_a_session(as_, cast):
    session = meetings.session(cast)
    proposal = factories.in_round(cast, meeting=session)
    with clock.at(session.starts_at + timedelta(minutes=5)):
        posting = {"POST decisions:round": {"version": "1"}}
        check_access(as_, IN_SESSION, proposed(proposal, "consent"), posting=posting)


@pytest.mark.parametrize(
    ("audience", "outside"), [("network", {"neighbour": 200, "steward": 200}), ("public", None)]
)
def test_who_gets_to_a_proposal_shown_to_more_people(as_, cast, audience, outside):
    here = proposed(factories.proposal(cast, audience=audience), "question")
    shown = row(200, visitor=200) if outside is None else row(404, visitor=404, inside=200) | outside
    check_access(as_, {"decisions:proposal": shown, "decisions:text": PROPOSING["decisions:text"]}, here)
