"""What the journal recorded with a name, before its session came under the Chatham House rule (config/hushed.py)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from tresse.core.models import JournalEntry
from tresse.discussions.models import Thread
from tresse.meetings.actions.minutes import UNNAMED
from tresse.meetings.models import Meeting, Minutes

READ_AS = UNNAMED | {
    "meeting.attended": "meeting.attended_unnamed",
    "thread.started": "thread.started_unnamed",
    "thread.narrowed": "thread.narrowed_unnamed",
    "thread.widened": "thread.widened_unnamed",
    "thread.promised": "thread.promised_unnamed",
    "thread.handed_back": "thread.handed_back_unnamed",
    "thread.harvested": "thread.harvested_unnamed",
}


def about_unnamed_sessions(entries: Iterable[JournalEntry]) -> dict[int, str]:
    """Who noted who came, wrote the minutes or spoke of them is told no more (S3). One query for each kind of thing met."""
    sayable = [entry for entry in entries if entry.kind in READ_AS]
    met: dict[str, set[str]] = defaultdict(set)
    for entry in sayable:
        met[entry.subject_type].add(entry.subject_id)
    unnamed = {
        (label, str(pk))
        for label, ids in met.items()
        for pk in _under_the_rule(label).filter(pk__in=ids).values_list("pk", flat=True)
    }
    return {entry.pk: READ_AS[entry.kind] for entry in sayable if (entry.subject_type, entry.subject_id) in unnamed}


def _under_the_rule(label: str) -> QuerySet[Any]:
    """Sessions under the rule, their minutes, or the conversations about them."""
    sessions = Meeting.objects.filter(chatham_house=True)
    if label == Minutes._meta.label:
        return Minutes.objects.filter(meeting__in=sessions)
    if label == Thread._meta.label:
        about = ContentType.objects.get_for_model(Meeting)
        return Thread.objects.filter(thing_type=about, thing_id__in=sessions.values("pk"))
    return sessions
