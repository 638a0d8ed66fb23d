from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.communities.models import Stage

EVERYONE = dict.fromkeys(EVERYBODY, 200)
THOSE_WHO_CARRY_IT = {**dict.fromkeys(EVERYBODY, 404), **dict.fromkeys(
    ["awa", "claire", "member", "newcomer", "unsigned", "former", "late"], 200
)}  # fmt: skip
ACCESS = {
    "showcase:atlas": EVERYONE,
    "showcase:agenda": EVERYONE,
    "showcase:community": EVERYONE,
    "showcase:organisation": EVERYONE,
}


def test_who_gets_in(as_, cast):
    check_access(as_, ACCESS, {"showcase:community": ["cp-genre"], "showcase:organisation": ["nord"]})


def test_an_idea_exists_for_those_who_carry_it(as_, cast):
    cast.community.stage = Stage.IDEA
    cast.community.save()
    check_access(as_, {"showcase:community": THOSE_WHO_CARRY_IT}, {"showcase:community": ["cp-genre"]})
    assert [b"CP Genre" in as_(who).get("/atlas/").content for who in ("visitor", "outsider", "awa")] == [
        False, False, True,
    ]  # fmt: skip


def test_an_idea_is_not_shown_as_the_public_sees_it_since_the_public_does_not(as_, cast):
    cast.community.stage = Stage.IDEA
    cast.community.save()
    assert as_("awa").get("/c/cp-genre/?as=public").status_code == 404


def test_what_does_not_exist_is_not_there(as_, cast):
    visitor = as_("visitor")
    assert [visitor.get(f"/{kind}/nowhere/").status_code for kind in "co"] == [404, 404]
