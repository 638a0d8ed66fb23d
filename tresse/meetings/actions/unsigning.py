"""What was signed before a session came under the Chatham House rule is signed no more (S3)."""

from django.db import transaction
from django.utils.module_loading import import_string

from config.unsigned import UNSIGNED
from tresse.confidence.actions import forget_requests
from tresse.core import outbox
from tresse.meetings.models import Addition, Contribution, Correction, Mark, Meeting, Minutes, MinutesPart


@transaction.atomic
def unsign(meeting: Meeting) -> None:
    """Forget who answered in their own time, who wrote, corrected, added to or marked the minutes; the words stay."""
    _unsign_answers(meeting)
    meeting.attendances.update(took_part_later=False)
    Minutes.objects.filter(meeting=meeting).update(written_by=None, ready_by=None)
    MinutesPart.objects.filter(minutes__meeting=meeting).update(written_by=None)
    Correction.objects.filter(minutes__meeting=meeting).update(proposed_by=None, answered_by=None)
    Addition.objects.filter(minutes__meeting=meeting).update(added_by=None)
    marks = Mark.objects.filter(minutes__meeting=meeting)
    marks.update(made_by=None)
    forget_requests(marks)
    for minutes in Minutes.objects.filter(meeting=meeting):
        outbox.forget_those_of(f"minutes/{minutes.pk}/")
    for path in UNSIGNED:
        import_string(path)(meeting)


def _unsign_answers(meeting: Meeting) -> None:
    """Nor does anything say when; what two people answered in the same words is said once."""
    said = Contribution.objects.filter(question__track__meeting=meeting)
    for one in said.exclude(written_at=None):
        if said.filter(question=one.question_id, digest=one.digest, written_at=None).exists():
            one.delete()
        else:
            one.membership, one.guest, one.written_at = None, None, None
            one.save(update_fields=["membership", "guest", "written_at"])
