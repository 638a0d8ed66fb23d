"""What the pages and mails of minutes read."""

from tresse.accounts.models import Person
from tresse.meetings.models import Answer, Attendance, Meeting, Minutes
from tresse.memberships.models import Membership


def invited_who_may_read(minutes: Minutes) -> list[Person]:
    """Whom ready minutes are sent to: those invited, present today, whom the minutes exist for (S1).

    A Chatham House session has forgotten whom it invited: all those present in its community (S3).
    """
    meeting = minutes.meeting
    here = Membership.objects.present().filter(community=meeting.community_id)
    people = Person.objects.filter(pk__in=here.values("person"), is_active=True)
    if meeting.chatham_house:
        return list(people)
    invited = Attendance.objects.filter(meeting=meeting, person__isnull=False)
    if minutes.is_kept_among_those_present:
        invited = invited.exclude(came=False, took_part_later=False)
    return list(people.filter(pk__in=invited.values("person")))


def answering_later(meeting: Meeting) -> list[Person]:
    """Who said they take part in their own time."""
    here = Membership.objects.present().filter(community=meeting.community_id)
    later = Attendance.objects.filter(meeting=meeting, answer=Answer.LATER)
    return list(
        Person.objects.filter(pk__in=here.values("person"), is_active=True).filter(pk__in=later.values("person"))
    )
