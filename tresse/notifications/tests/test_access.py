"""One's mails are one's own; the link that stops them needs no signing in."""

from collections.abc import Callable

from django.test import Client

from tests.access import check_access
from tests.cast import EVERYBODY, Cast
from tresse.notifications.actions import choices_of

ACCESS = {
    "notifications:mails": dict.fromkeys(EVERYBODY, 200) | {"visitor": 302},
    "POST notifications:mails": dict.fromkeys(EVERYBODY, 422)
    | {"visitor": 302, "steward": 302, "outsider": 302},  # with no community there is no pace to choose
    "notifications:stop": dict.fromkeys(EVERYBODY, 200),
    "POST notifications:stop": dict.fromkeys(EVERYBODY, 200),
}


def test_who_gets_in(as_: Callable[[str], Client], cast: Cast) -> None:
    check_access(as_, ACCESS, {"notifications:stop": [choices_of(cast.member).token]})


def test_a_wrong_link_stops_nothing(as_: Callable[[str], Client], cast: Cast) -> None:
    for token in ("x", "é" * 300, "..%2f", choices_of(cast.member).token[:-1]):
        assert as_("visitor").post(f"/mail/stop/{token}/").status_code == 404
