from tests.access import check_access
from tests.cast import EVERYBODY

ACCESS = {
    "ui:accessibility": dict.fromkeys(EVERYBODY, 200),
    "ui:design": dict.fromkeys(EVERYBODY, 404),  # in development only
    "ui:source": dict.fromkeys(EVERYBODY, 200),
}


def test_who_gets_in(as_, cast):
    check_access(as_, ACCESS, {})
