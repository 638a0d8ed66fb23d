"""In a community that has closed nothing waits at the door any more."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.meetings.tests.factories import session
from tresse.memberships.actions import welcome_pairs
from tresse.memberships.models import Membership, WelcomePair
from tresse.welcome import actions, waiting
from tresse.welcome.tests import factories


def close(community: Community) -> None:
    Community.objects.filter(pk=community.pk).update(stage=Stage.CLOSED, closed_on=clock.today())


def test_a_request_is_told_that_the_community_has_closed(as_: Any, cast: Cast) -> None:
    request = factories.request(cast)
    close(cast.community)
    with clock.at(clock.now() + timedelta(days=20)):
        actions.bring_overdue_before_all()
        assert list(waiting.requests(Person.objects.all())) == []
    request.refresh_from_db()
    assert not request.is_before_all
    assert "This community has closed since" in as_("outsider").get(request.get_absolute_url()).text


def test_no_word_is_asked_and_no_pair_is_filled(as_: Any, cast: Cast) -> None:
    Membership.objects.filter(person=cast.newcomer).update(signed_at=clock.now() - timedelta(days=30))
    for days in (20, 10):
        with clock.at(clock.now() - timedelta(days=days + 5)):
            session(cast, starts_at=clock.now() + timedelta(days=5))
    welcome_pairs.propose(cast.place("newcomer"))
    assert len(list(waiting.words(Person.objects.all()))) == 3
    close(cast.community)
    WelcomePair.objects.update(second=None)
    before = (OutgoingMail.objects.count(), JournalEntry.objects.count())
    with clock.at(clock.now() + timedelta(days=20)):
        actions.end_trials()
    actions.complete_pairs()
    assert list(waiting.words(Person.objects.all())) == []
    assert (OutgoingMail.objects.count(), JournalEntry.objects.count()) == before
    assert "Say my word" not in as_("newcomer").get("/c/cp-genre/welcome/").text
