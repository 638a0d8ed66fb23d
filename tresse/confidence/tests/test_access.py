from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.confidence.tests import factories

# The address itself is the right: whoever was mailed it answers, with or without an account.
ACCESS = {
    "confidence:answer": dict.fromkeys(EVERYBODY, 200),
    "POST confidence:answer": dict.fromkeys(EVERYBODY, 302),
    "POST confidence:withdrawal": dict.fromkeys(EVERYBODY, 302),
}

NOBODY = {
    "confidence:answer": dict.fromkeys(EVERYBODY, 404),
    "POST confidence:answer": dict.fromkeys(EVERYBODY, 404),
    "POST confidence:withdrawal": dict.fromkeys(EVERYBODY, 404),
}

YES = {"POST confidence:answer": {"answer": "yes", "attribution": "named"}}


def test_who_gets_in(as_, cast):
    asked = factories.asked(cast)
    table = {key: ACCESS[key] for key in ("confidence:answer", "POST confidence:answer")}
    check_access(as_, table, {"confidence:answer": [asked.token]}, posting=YES)


def test_who_takes_an_authorisation_back(as_, cast):
    asked = factories.granted(cast)
    table = {"POST confidence:withdrawal": ACCESS["POST confidence:withdrawal"]}
    check_access(as_, table, {"confidence:withdrawal": [asked.token]})


def test_an_address_one_makes_up_does_not_exist(as_, cast):
    factories.asked(cast)
    wrong = {name: ["not-the-token"] for name in ("confidence:answer", "confidence:withdrawal")}
    check_access(as_, NOBODY, wrong, posting=YES)
