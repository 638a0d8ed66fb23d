from django_tasks import task

from tresse.core.models import JournalEntry
from tresse.guests.models import Guest
from tresse.meetings import actions
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership


@task()
def free_places(entry_id: int) -> int:
    """Reader of the journal: whoever pauses or has left is expected at no session to come. How many answers it took back."""
    entry = JournalEntry.objects.get(pk=entry_id)
    membership = Membership.objects.filter(pk=entry.subject_id).first()
    return 0 if membership is None or membership.is_present else actions.free_places(membership)


@task()
def free_place_of_guest(entry_id: int) -> int:
    """Reader of the journal: a guest does not come any more. How many move up the waiting list."""
    entry = JournalEntry.objects.get(pk=entry_id)
    guest = Guest.objects.filter(pk=entry.subject_id).first()
    return len(actions.move_up(guest.thing)) if guest and isinstance(guest.thing, Meeting) else 0


@task()
def tend_unwanted_rooms() -> int:
    """Somebody took their agreement back: the room that may be recorded is closed at once."""
    return actions.tend_unwanted_rooms()
