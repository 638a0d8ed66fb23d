from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.value.tests import factories

ANYBODY = dict.fromkeys(EVERYBODY, 200)
INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")


def mine(status: int, others: int = 404) -> dict[str, int]:
    """Mina's own."""
    return dict.fromkeys(EVERYBODY, others) | {"visitor": 302, "member": status}


def of_those_inside(status: int) -> dict[str, int]:
    return dict.fromkeys(EVERYBODY, 404) | {"visitor": 302} | dict.fromkeys(INSIDE, status)


ACCESS = {
    "value:attestations": ANYBODY | {"visitor": 302},
    "value:new": of_those_inside(200),
    "POST value:new": of_those_inside(302),
    "value:pdf": mine(200),
    "POST value:withdrawal": mine(302),
    "value:withdrawal": mine(405, 405),
    # Whoever was given the code verifies it, signed in or not.
    "value:verify": ANYBODY,
    "value:verification": ANYBODY,
}


def test_who_gets_to_an_attestation(as_, cast):
    made = factories.attestation(cast)
    addresses = {name: [made.code] for name in ("value:pdf", "value:withdrawal", "value:verification")}
    addresses["value:new"] = [cast.cycle.pk]
    check_access(as_, ACCESS, addresses, posting={"POST value:new": {"language": "fr", "preparation_hours": "3"}})


def test_a_code_nobody_was_given_does_not_exist(as_, cast):
    factories.attestation(cast)
    table = {
        "value:verification": dict.fromkeys(EVERYBODY, 404),
        "value:pdf": mine(404),
        "POST value:withdrawal": mine(404),
    }
    check_access(as_, table, {key.split()[-1]: ["bcdf-ghjk-mnpq-rstv-wxyz"] for key in table})
