"""The signs of life, and whom to call, as pages."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.commitments import actions as commitments
from tresse.core import clock
from tresse.memberships.models import Membership
from tresse.principles.tests import lived


def test_the_signs_name_nobody(as_, cast: Cast) -> None:
    """As the steward would, had they signed: the header names whoever reads, so Tom reads."""
    lived.session(cast, "awa", "claire", "member", "former")
    page = as_("newcomer").get(f"/c/{cast.community.slug}/signs/").text.partition("<h1")[2]
    assert [who for who in ("Awa", "Claire", "Mina", "Farid") if who in page] == []


def test_a_sign_says_its_corridor_in_words_too(as_, cast: Cast) -> None:
    page = as_("member").get(f"/c/{cast.community.slug}/signs/").text
    assert "At 33 percent; the corridor goes from 10 to 60 percent." in page


def test_the_signs_take_as_many_queries_with_more_people(as_, cast: Cast) -> None:
    browser = as_("member")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(f"/c/{cast.community.slug}/signs/").status_code == 200
        return len(captured)

    lived.session(cast, "awa", "member")
    queries()
    few = queries()
    for number in range(3):
        person = Person.objects.create_user(f"p{number}@example.org", f"Personne {number}")
        Membership.objects.create(community=cast.community, person=person, signed_at=clock.now())
        lived.session(cast, "claire", "former")
    assert queries() == few


def rings(page: str) -> dict[str, list[str]]:
    """The first names under each heading."""
    parts = page.split('data-circle="')[1:]
    names = ("Awa", "Claire", "Mina", "Tom", "Farid")
    return {part.partition('"')[0]: [name for name in names if name in part] for part in parts}


def test_those_who_cofacilitate_read_whom_to_call(as_, cast: Cast) -> None:
    commitments.say_my_part(cast.cycle, by=cast.member, answer="lighter")
    page = as_("awa").get(f"/c/{cast.community.slug}/cycles/{cast.cycle.pk}/circles/").text
    found = rings(page.partition("<main")[2].partition("</main")[0])
    assert found == {"periphery": ["Tom", "Farid"], "active": ["Mina"], "core": ["Awa", "Claire"]}
