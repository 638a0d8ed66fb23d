from django_tasks import task

from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.meetings.models import Attendance
from tresse.memberships.models import Membership


@task()
def free_places(entry_id: int) -> int:
    """Reader of the journal: whoever pauses or has left is expected at no session to come. How many answers it took back."""
    entry = JournalEntry.objects.get(pk=entry_id)
    membership = Membership.objects.filter(pk=entry.subject_id).first()
    if membership is None or membership.is_present:
        return 0
    to_come = Attendance.objects.filter(
        person=membership.person_id, meeting__community=membership.community_id, meeting__starts_at__gt=clock.now()
    )
    if membership.left_at is None:
        return to_come.exclude(answer="").update(answer="", answered_at=None)
    back = Membership.objects.live().filter(person=membership.person_id, community=membership.community_id)
    return 0 if back.exists() else to_come.delete()[0]
