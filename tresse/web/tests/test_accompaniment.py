"""What a steward reads of the communities: days and what is due, never what is said inside (S6)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.memberships.models import Function, Mandate
from tresse.networks.models import Stewardship
from tresse.principles.tests import lived
from tresse.web.accompaniment import Accompanied, overview


def of(cast: Cast) -> Accompanied:
    return next(each for each in overview().communities if each.community == cast.community)


def session_ahead(cast: Cast, days: int, **fields):
    return lived.session(cast, days_ago=-days, **fields)


def test_communities_with_fewer_than_two_organisations_need_hands(cast: Cast) -> None:
    assert [each.community for each in overview().needing_hands] == [cast.next_door]
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    assert {each.community for each in overview().needing_hands} == {cast.community, cast.next_door}


def test_a_community_between_two_cycles_needs_hands_and_sessions_too(cast: Cast) -> None:
    lived.ended(cast.cycle)
    lived.session(cast, days_ago=70)
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    assert ([strand.title for strand in of(cast).needs_hands], of(cast).is_quiet) == (["Échange"], True)


def test_two_of_the_same_organisation_still_need_hands(cast: Cast) -> None:
    place = cast.place("claire")
    place.organisation = cast.south
    place.save()
    assert [strand.title for strand in of(cast).needs_hands] == ["Échange"]


def test_mandates_ending_within_two_months_are_told(cast: Cast) -> None:
    assert overview().mandates_ending == []
    Mandate.objects.filter(membership=cast.place("awa")).update(ends_on=clock.today() + timedelta(days=59))
    Mandate.objects.filter(membership=cast.place("claire")).update(ends_on=clock.today() + timedelta(days=61))
    assert [mandate.membership.person for mandate in of(cast).ending] == [cast.awa]


def test_only_the_two_mandates_one_accepts_in_public_are_read(cast: Cast) -> None:
    Mandate.objects.create(
        membership=cast.place("member"),
        function=Function.TRUST_PERSON,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=30),
    )
    assert {mandate.membership.person for mandate in of(cast).mandates} == {cast.awa, cast.claire}


@pytest.mark.parametrize(("days", "due"), [(-3, True), (59, True), (61, False)])
def test_documents_due_soon_or_late_are_told(cast: Cast, days: int, due: bool) -> None:
    ends_on = clock.today() + timedelta(days=days)
    Cycle.objects.filter(pk=cast.cycle.pk).update(ends_on=ends_on, starts_on=ends_on - timedelta(days=60))
    assert of(cast).due == ([cast.cycle] if due else [])


def test_a_community_long_without_a_session_is_told(cast: Cast) -> None:
    assert (of(cast).is_quiet, of(cast).days_without_session) == (True, None)
    lived.session(cast, days_ago=61)
    assert (of(cast).is_quiet, of(cast).days_without_session) == (True, 61)
    session_ahead(cast, 10)
    assert of(cast).is_quiet is False


def test_the_next_session_is_a_day_and_a_link_only_when_it_is_public(as_, cast: Cast) -> None:
    inside = session_ahead(cast, 10, title="Ce que nous taisons")
    text = as_("steward").get("/network/communities/").text
    assert (inside.title in text, inside.get_absolute_url() in text) == (False, False)
    assert of(cast).next_session_on == clock.today() + timedelta(days=10)
    nearer = session_ahead(cast, 5, audience=Audience.PUBLIC)
    assert nearer.get_absolute_url() in as_("steward").get("/network/communities/").text


def test_a_session_kept_to_those_invited_leaves_no_day(cast: Cast) -> None:
    session_ahead(cast, 10, audience=Audience.SESSION)
    lived.session(cast, days_ago=10, audience=Audience.SESSION)
    assert (of(cast).next_session_on, of(cast).days_without_session) == (None, None)


def test_an_idea_does_not_exist_for_stewards(cast: Cast) -> None:
    Community.objects.filter(pk=cast.next_door.pk).update(stage=Stage.IDEA)
    assert [each.community for each in overview().communities] == [cast.community]


def test_a_closed_community_asks_for_nothing(cast: Cast) -> None:
    lived.ended(cast.cycle)
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.CLOSED, closed_on=clock.today())
    assert (of(cast).needs_hands, of(cast).due, of(cast).is_quiet) == ([], [], False)


def test_whoever_is_no_steward_any_more_reads_nothing_there(as_, cast: Cast) -> None:
    Stewardship.objects.update(ended_on=clock.today())
    assert as_("steward").get("/network/communities/").status_code == 403


def test_an_empty_network_has_a_page_too(as_, cast: Cast) -> None:
    Community.objects.update(stage=Stage.IDEA)
    answer = as_("steward").get("/network/communities/")
    assert (answer.status_code, "No community yet" in answer.text) == (200, True)


def test_the_page_takes_as_many_queries_with_more_communities(as_, cast: Cast) -> None:
    browser = as_("steward")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/network/communities/").status_code == 200
        return len(captured)

    Community.objects.filter(pk=cast.next_door.pk).update(stage=Stage.IDEA)
    session_ahead(cast, 5)
    queries()
    one = queries()
    Community.objects.filter(pk=cast.next_door.pk).update(stage=Stage.LIVING)
    session_ahead(cast, 6, community=cast.next_door, cycle=cast.next_door_cycle)
    assert queries() == one
