"""The agenda, and what an organisation's page tells."""

import pytest

from tests.cast import EVERYBODY
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.showcase.tests import factories


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_open_sessions_are_in_the_agenda_for_anybody(as_, cast, who):
    place = cast.place("awa")
    factories.session(place, days_ago=-5, number=1, title="Ouverte", is_open=True)
    factories.session(place, days_ago=-6, number=2, title="Publique mais fermée")
    factories.session(place, days_ago=-7, number=3, title="Entre nous", audience="community")
    factories.session(
        place, days_ago=-8, number=4, title="Annulée", is_open=True, cancelled_at=clock.now(), cancelled_because="x"
    )
    factories.session(place, days_ago=5, number=5, title="Déjà tenue", is_open=True)
    response = as_(who).get("/agenda/")
    ahead = [meeting.title for _, meetings in response.context["months"] for meeting in meetings]
    assert (ahead, [m.title for m in response.context["behind"]]) == (["Ouverte"], ["Déjà tenue"])


def test_sessions_stand_under_their_month_in_order(as_, cast):
    for number, days in enumerate((80, 5, 42), start=1):
        factories.session(cast.place("awa"), days_ago=-days, number=number, is_open=True)
    months = as_("visitor").get("/agenda/").context["months"]
    assert sum(len(meetings) for _, meetings in months) == 3
    assert [month for month, _ in months] == sorted({month for month, _ in months})


def test_an_empty_agenda_leads_to_the_communities(as_, cast):
    read = as_("visitor").get("/agenda/").content.decode()
    assert "No open session is announced at present." in read
    assert 'href="/atlas/"' in read


def test_an_organisation_shows_its_communities_and_nobody(as_, cast):
    read = as_("visitor").get("/o/ailleurs/").content.decode()
    assert [name in read for name in ("CP Genre", "CP ECSI", "Mina", "Nadia")] == [True, True, False, False]
    assert "not a member of the network" in read


def test_an_organisation_nobody_comes_from_has_a_page(as_, cast):
    cast.community.memberships.filter(organisation=cast.south).update(organisation=None)
    assert "None at present." in as_("visitor").get("/o/sud/").content.decode()


def test_the_open_session_of_an_idea_is_not_announced(as_, cast):
    factories.session(cast.place("awa"), days_ago=-5, number=1, is_open=True)
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.IDEA)
    assert as_("visitor").get("/agenda/").context["months"] == []
