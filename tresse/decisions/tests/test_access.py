"""Who gets to the register of decisions: tables, tried with the whole cast."""

from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.decisions.tests import factories

INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")
KEEPERS = ("awa", "claire")


def row(others: int, visitor: int = 302, **groups: int) -> dict[str, int]:
    """Everybody gets `others`, the visitor apart; then those inside, then those who keep the register."""
    said = dict.fromkeys(EVERYBODY, others) | {"visitor": visitor}
    said |= dict.fromkeys(INSIDE, groups["inside"]) if "inside" in groups else {}
    return said | (dict.fromkeys(KEEPERS, groups["keepers"]) if "keepers" in groups else {})


ACCESS = {
    "decisions:decisions": row(200, visitor=200),
    "decisions:new": row(404, inside=403, keepers=200),
    "POST decisions:new": row(404, inside=403, keepers=422),
    "decisions:decision": row(404, visitor=404, inside=200),
    "decisions:review": row(404, inside=403, keepers=200),
    "POST decisions:review": row(404, inside=403, keepers=302),
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
    names = {name.split()[-1] for name in ACCESS}
    return dict.fromkeys(names, here) | {"decisions:decisions": here[:1], "decisions:new": here[:1]}


POSTING = {"POST decisions:audience": {"audience": "community"}}


def test_who_gets_to_a_decision(as_, cast):
    check_access(as_, ACCESS, addresses(factories.decision(cast)))


def test_who_gets_to_a_public_decision(as_, cast):
    check_access(as_, PUBLIC, addresses(factories.decision(cast, audience="public")), posting=POSTING)


def test_who_gets_to_a_decision_shown_to_the_network(as_, cast):
    check_access(as_, NETWORK, addresses(factories.decision(cast, audience="network")))
