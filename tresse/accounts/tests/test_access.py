from tests.access import check_access
from tests.cast import EVERYBODY

ACCESS = {
    "POST accounts:language": dict.fromkeys(EVERYBODY, 302),
}


def test_who_gets_in(as_, cast):
    check_access(as_, ACCESS, {}, posting={"POST accounts:language": {"language": "en"}})
