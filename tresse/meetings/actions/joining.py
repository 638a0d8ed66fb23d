"""Holding a session together with another community: it is invited, accepts or not, and may step out."""

from typing import Any

from django.db import transaction

from tresse.communities.models import Community
from tresse.core import clock, indexing, journal
from tresse.meetings import emails, joining_rules, rules
from tresse.meetings.actions.answering import move_up_each
from tresse.meetings.models import Attendance, Joining, Meeting, Minutes
from tresse.memberships.models import Membership
from tresse.memberships.queries import people_present

WHOLE = ("meeting__community", "community")


@transaction.atomic
def invite_community(meeting: Meeting, community: Community, *, by: Any, word: str = "") -> Joining:
    """Ask another community to hold this session together. Those who steer it read what is announced, nobody else there."""
    _hold(meeting.community_id, community.pk)
    meeting = Meeting.objects.select_related("community").get(pk=meeting.pk)
    community.refresh_from_db()
    joining_rules.inviting_community(by, meeting).require()
    joining_rules.being_invited(community, meeting).require()
    place = rules.place_at(by, meeting)
    assert place is not None  # the rule said so
    joining = Joining.objects.create(
        meeting=meeting, community=community, invited_by=place, invited_at=clock.now(), word=word.strip()
    )
    _record("joining.invited", meeting, joining, by=by, community=community.name)
    return joining


@transaction.atomic
def accept_joining(joining: Joining, *, by: Any) -> Joining:
    """The session is from now on one of this community too: its members see it, and are invited by mail."""
    joining = _answer(joining, by=by, accepted=True)
    meeting = joining.meeting
    _record("joining.accepted", meeting, joining, by=by, community=joining.community.name)
    journal.record(
        "joining.joined",
        stream=joining.community.stream,
        subject=joining,
        by=by,
        community=meeting.community.name,
    )
    known = set(meeting.attendances.exclude(person=None).values_list("person", flat=True))
    people = [person for person in people_present(joining.community) if person.pk not in known]
    Attendance.objects.bulk_create(Attendance(meeting=meeting, person=person) for person in people)
    emails.send_invitation(meeting, people)
    return joining


@transaction.atomic
def decline_joining(joining: Joining, *, by: Any) -> Joining:
    """The session stays that of those who called it: nothing of it is seen here."""
    joining = _answer(joining, by=by, accepted=False)
    _record("joining.declined", joining.meeting, joining, by=by, community=joining.community.name)
    return joining


@transaction.atomic
def take_back_joining(joining: Joining, *, by: Any) -> Joining:
    """An invitation nobody has answered is taken back, and leaves no trace there."""
    joining = _held(joining)
    joining_rules.taking_back(by, joining).require()
    joining.ended_at = clock.now()
    joining.save(update_fields=["ended_at"])
    _record("joining.taken_back", joining.meeting, joining, by=by, community=joining.community.name)
    return joining


@transaction.atomic
def step_out(joining: Joining, *, by: Any) -> Joining:
    """A community does not hold the session any more: its members are told, and do not see it any longer."""
    joining = _held(joining)
    joining_rules.stepping_out(by, joining).require()
    meeting = joining.meeting
    leaving = _only_by(joining)
    emails.send_stepping_out(meeting, joining.community, [one.person for one in leaving if one.person])
    joining.ended_at = clock.now()
    joining.save(update_fields=["ended_at"])
    _index(meeting)
    meeting.agenda.filter(led_by__community=joining.community_id).update(led_by=None)
    meeting.attendances.filter(pk__in=[one.pk for one in leaving]).delete()
    move_up_each([meeting])
    _record("joining.ended", meeting, joining, by=by, community=joining.community.name)
    journal.record(
        "joining.left", stream=joining.community.stream, subject=joining, by=by, community=meeting.community.name
    )
    return joining


def _answer(joining: Joining, *, by: Any, accepted: bool) -> Joining:
    joining = _held(joining)
    joining_rules.answering_joining(by, joining).require()
    joining.accepted, joining.answered_at = accepted, clock.now()
    joining.answered_by = Membership.objects.inside().get(person=by, community=joining.community)
    joining.ended_at = None if accepted else joining.answered_at
    joining.save(update_fields=["accepted", "answered_at", "answered_by", "ended_at"])
    _index(joining.meeting)
    return joining


def _index(meeting: Meeting) -> None:
    """From now on those of this community find it, or find it no more."""
    indexing.changed(meeting, *Minutes.objects.filter(meeting=meeting))


def _only_by(joining: Joining) -> list[Attendance]:
    """Those of this community whom no other side of the session counts among its own."""
    meeting = joining.meeting
    here = Membership.objects.inside().filter(community=joining.community_id).values("person")
    others = Membership.objects.inside().filter(rules.at_sides_of(meeting)).exclude(community=joining.community_id)
    mine = meeting.attendances.filter(person__in=here).exclude(person__in=others.values("person"))
    return list(mine.select_related("person"))


def _held(joining: Joining) -> Joining:
    _hold(joining.meeting.community_id, joining.community_id)
    return Joining.objects.select_related(*WHOLE).get(pk=joining.pk)


def _hold(*communities: int) -> None:
    """Both, always in the same order: two gestures at once follow each other."""
    list(Community.objects.held().filter(pk__in=communities).order_by("pk"))


def _record(kind: str, meeting: Meeting, joining: Joining, *, by: Any, community: str) -> None:
    journal.record(
        kind, stream=meeting.community.stream, subject=joining, by=by, number=meeting.number, community=community
    )
