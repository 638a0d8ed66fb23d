"""The trial of a newcomer: two sessions, then a word from them and from each of those who welcome them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tresse.communities.models import Stage
from tresse.confidence.models import Audience
from tresse.meetings.models import Attendance, Joining, Meeting
from tresse.memberships.models import Membership, MembershipQuerySet, WelcomePair

SESSIONS = 2
WORD_DAYS = timedelta(days=14)  # the time there is to say it


def with_second_session(memberships: MembershipQuerySet) -> QuerySet[Any]:
    """Each with `second_session_at`: when the second session since they came in ended, or None.

    It counts if they were there, or took part in their own time; under the Chatham House rule, or where nobody noted who came, if it was held (S3).
    """
    theirs = Attendance.objects.filter(meeting=OuterRef("pk"), person=OuterRef(OuterRef("person")))
    was_there = theirs.having_taken_part()
    together = Joining.objects.accepted().filter(community=OuterRef(OuterRef("community"))).values("meeting")
    nobody_noted = Q(chatham_house=True) | Q(people_who_came=None)
    sessions = (
        Meeting.objects.held()
        .filter(Q(community=OuterRef("community")) | Q(pk__in=together), starts_at__gte=OuterRef("signed_at"))
        .filter(Exists(was_there) | (nobody_noted & ~Q(audience=Audience.SESSION)))
        .order_by("ends_at")
    )
    second = Subquery(sessions.values("ends_at")[SESSIONS - 1 : SESSIONS])
    return memberships.annotate(second_session_at=second)


def on_trial() -> QuerySet[Any]:
    """Newcomers who are there, each with when their second session ended."""
    here = Membership.objects.present().exclude(community__stage=Stage.CLOSED)
    return with_second_session(here.filter(on_trial=True))


def second_session_at(newcomer: Membership) -> datetime | None:
    """When the second session of this newcomer ended, or None."""
    at: datetime | None = with_second_session(Membership.objects.filter(pk=newcomer.pk)).get().second_session_at
    return at


def word_of(person: Any, pair: WelcomePair) -> str | None:
    """The field in which this person's word is kept; None for anybody else than the three."""
    three = {"newcomers_word": pair.newcomer, "firsts_word": pair.first, "seconds_word": pair.second}
    return next((name for name, place in three.items() if place and place.person_id == person.pk), None)
