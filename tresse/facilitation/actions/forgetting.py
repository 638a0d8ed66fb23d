"""A session under the Chatham House rule forgets who did what in it (S3)."""

from django.db import transaction

from tresse.facilitation.models import Part, Seat, Turn
from tresse.meetings.models import Meeting


@transaction.atomic
def forget_names_of_ended_sessions() -> int:
    """Once it is over nobody holds a role in it any more."""
    parts = Part.objects.keeping_names_too_long()
    return parts.delete()[0] if parts.exists() else 0


@transaction.atomic
def forget_who_did_what(meeting: Meeting) -> None:
    """The rule is set: nothing says any more who moved it along or sat with whom; nor, once it is over, who held a role."""
    Turn.objects.filter(meeting=meeting).update(by=None)
    Seat.objects.filter(draw__meeting=meeting).delete()
    Part.objects.keeping_names_too_long().filter(meeting=meeting).delete()
