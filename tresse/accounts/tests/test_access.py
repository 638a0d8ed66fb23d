from tests.access import check_access
from tests.cast import EVERYBODY

ACCESS = {
    "POST accounts:language": dict.fromkeys(EVERYBODY, 302),
    "accounts:sign_out": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "POST accounts:sign_out": dict.fromkeys(EVERYBODY, 302),
    "accounts:profile": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "accounts:passkeys": dict.fromkeys(EVERYBODY, 302),
    "POST accounts:profile": dict.fromkeys(EVERYBODY, 422) | {"visitor": 302},
}


def test_who_gets_in(as_, cast):
    sent = {"POST accounts:language": {"language": "en"}, "POST accounts:profile": {"name": ""}}
    check_access(as_, ACCESS, {}, posting=sent)
