"""The page of a community: what it says to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from django.utils.translation import override

from tests.cast import EVERYBODY
from tresse.charters.models import Charter
from tresse.communities.models import Ending, Stage
from tresse.core import clock
from tresse.library.lives import life_of
from tresse.memberships.models import Mandate, Membership
from tresse.showcase.tests import factories

ADDRESS = "/c/cp-genre/"


def page(browser, address: str = ADDRESS) -> str:
    return browser.get(address).content.decode()


def test_the_public_reads_who_co_facilitates_until_when_and_no_other_name(as_, cast):
    read = page(as_("visitor"))
    with override("en"):
        until = date_format(clock.today() - timedelta(days=100) + timedelta(days=365), "SHORT_DATE_FORMAT")
    assert {name: name in read for name in ("Awa Diop", "Claire Roux", "Mina Membre", "Tom Nouveau", "Farid Ancien")} == {
        "Awa Diop": True, "Claire Roux": True, "Mina Membre": False, "Tom Nouveau": False, "Farid Ancien": False,
    }  # fmt: skip
    assert read.count(f"until {until}") == 2


def test_the_public_reads_which_organisations_take_part_members_of_the_network_or_not(as_, cast):
    read = page(as_("visitor"))
    assert {o.slug: f'href="/o/{o.slug}/"' in read for o in (cast.north, cast.south, cast.elsewhere)} == {
        "nord": True, "sud": True, "ailleurs": True,
    }  # fmt: skip


def test_a_few_people_are_not_counted(as_, cast):
    assert "6 people" in page(as_("visitor"))
    Membership.objects.filter(person__in=[cast.newcomer, cast.late]).update(left_at=clock.now())
    read = page(as_("visitor"))
    assert "4 people" not in read


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_session_of_the_community_is_in_no_line_of_others_and_in_the_braid_by_its_day(as_, cast, who):
    factories.session(cast.place("awa"), days_ago=9, number=1, title="Entre nous", audience="community")
    factories.session(cast.place("awa"), days_ago=-9, number=2, title="Bientôt entre nous", audience="community")
    factories.decision(cast.place("awa"), days_ago=3, number=1)
    read = page(as_(who))
    inside = who in ("awa", "claire", "member", "newcomer", "former", "late")
    assert [word in read for word in ("Entre nous", "Bientôt entre nous")] == [inside] * 2
    assert [word in read for word in ("1 session, a crossing", "1 decision")] == [True] * 2
    Charter.objects.update(rhythm_is_public=False)
    assert [word in page(as_(who)) for word in ("1 session, a crossing", "1 decision")] == [inside] * 2


def test_somebody_inside_may_look_as_the_public_does(as_, cast):
    factories.session(cast.place("awa"), days_ago=9, number=1, title="Entre nous", audience="community")
    member = as_("member")
    assert "?as=public" in page(member)
    seen = page(member, ADDRESS + "?as=public")
    assert "what a visitor sees" in seen
    assert [word in seen for word in ("Entre nous", "/journal/", "/members/")] == [False] * 3


def test_a_cycle_closed_without_a_document_says_why(as_, cast):
    factories.cycle(
        cast.strand,
        number=2,
        ending=Ending.WITHOUT_DOCUMENT,
        ending_reason="La crise a tout arrêté.",
        ended_at=clock.now(),
    )
    read = page(as_("visitor"))
    assert "La crise a tout arrêté." in read
    assert "Closed without a document" in read
    assert 'class="loose"' in read


def test_the_cycle_under_way_shows_its_question_its_document_and_what_one_does_now(as_, cast):
    read = page(as_("visitor"))
    assert "Comment faire place à chacun-e" in read
    assert "Carnet de découverte" in read
    assert read.count('aria-current="step"') == 1
    assert "Say what we want to understand" in read


def test_a_strand_with_one_facilitator_left_calls_for_another(as_, cast):
    call = "looking for somebody to co-facilitate"
    assert call not in page(as_("visitor"))
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    assert call in page(as_("visitor"))


def test_a_publication_is_listed_and_is_a_bead_a_withdrawn_one_is_neither(as_, cast):
    factories.publication(cast, cast.cycle, title="Lisible")
    factories.publication(cast, cast.cycle, title="Retiré", withdrawn_at=clock.now(), withdrawn_because="Erreur.")
    read = page(as_("visitor"))
    assert [title in read for title in ("Lisible", "Retiré")] == [True, False]
    assert "1 publication of “Échange”, a bead" in read


def test_a_second_version_is_the_same_bead_on_the_day_of_the_first(cast):
    first = factories.publication(
        cast, cast.cycle, replaced_at=clock.now(), published_at=clock.now() - timedelta(days=40)
    )
    factories.publication(cast, cast.cycle, document=first.document, address=first.address, version=2)
    assert life_of(cast.community, None).beads == ((clock.now() - timedelta(days=40)).date(),)


def test_a_closed_community_keeps_its_page_and_its_last_word(as_, cast):
    cast.community.stage, cast.community.closed_on = Stage.CLOSED, clock.today()
    cast.community.closing_word = "Merci à toutes et tous."
    cast.community.save()
    read = page(as_("visitor"))
    assert "Merci à toutes et tous." in read
    assert "Come in" not in read


def test_a_community_at_rest_says_that_it_takes_nobody_in(as_, cast):
    cast.community.stage = Stage.RESTING
    cast.community.save()
    assert "takes nobody in at present" in page(as_("visitor"))


def test_a_community_without_strand_nor_cycle_nor_anybody_has_a_page(as_, cast):
    empty = factories.community("Vide", "vide")
    empty.strands.all().delete()
    assert as_("visitor").get("/c/vide/").status_code == 200


def test_what_people_wrote_is_shown_as_they_wrote_it_and_never_runs(as_, cast):
    hostile = '"><script>alert(1)</script>'
    cast.community.name, cast.community.purpose = hostile, hostile
    cast.community.save()
    cast.strand.title = hostile
    cast.strand.save()
    for address in (ADDRESS, "/atlas/", "/o/nord/"):
        read = page(as_("visitor"), address)
        assert "<script>alert" not in read
        assert "&lt;script&gt;alert" in read


@pytest.mark.parametrize(("who", "most"), [("visitor", 11), ("member", 13)])
def test_the_page_takes_as_many_queries_with_three_of_each_as_with_one(as_, cast, who, most):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert as_page.get(ADDRESS).status_code == 200
        return len(asked)

    as_page = as_(who)
    for n in (1, 2, 3):
        factories.session(cast.place("awa"), days_ago=9 * n, number=n)
        factories.decision(cast.place("awa"), days_ago=9 * n, number=n, audience="public")
        factories.publication(cast, cast.cycle, title=f"Carnet {n}")
        if n == 1:
            as_page.get(ADDRESS)
            with_one = queries()
    assert (queries(), with_one <= most) == (with_one, True)
