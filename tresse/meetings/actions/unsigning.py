"""What was signed before a session came under the Chatham House rule is signed no more (S3)."""

from django.db import transaction

from tresse.meetings.models import Addition, Contribution, Correction, Mark, Meeting


@transaction.atomic
def unsign(meeting: Meeting) -> None:
    """Forget who answered in their own time, and who corrected, added to or marked the minutes; the words stay."""
    _unsign_answers(meeting)
    meeting.attendances.update(took_part_later=False)
    Correction.objects.filter(minutes__meeting=meeting).update(proposed_by=None, answered_by=None)
    Addition.objects.filter(minutes__meeting=meeting).update(added_by=None)
    Mark.objects.filter(minutes__meeting=meeting).update(made_by=None)


def _unsign_answers(meeting: Meeting) -> None:
    """Nor does anything say when; what two people answered in the same words is said once."""
    said = Contribution.objects.filter(question__track__meeting=meeting)
    for one in said.exclude(membership=None):
        if said.filter(question=one.question_id, digest=one.digest, membership=None).exists():
            one.delete()
        else:
            one.membership, one.written_at = None, None
            one.save(update_fields=["membership", "written_at"])
