"""What an attestation says, as plain data: exact, without a word to translate, and what of it is signed.

{"name", "network", "community", "strand", "question", "from", "until", "is_over",
 "functions": [{"function", "strand", "from", "until"}, …],
 "sessions": [{"on", "title", "minutes"}, …], "preparation_hours", "brought", "made_on"}
"""

import json
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from tresse.accounts.models import Person
from tresse.commitments.models import Became, Commitment
from tresse.communities.models import Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.meetings.models import Meeting
from tresse.memberships.models import Mandate
from tresse.networks.queries import current_network

Content = dict[str, Any]


def content_for(person: Person, cycle: Cycle, *, preparation_hours: int, with_what_was_brought: bool) -> Content:
    """What this person may have attested of this cycle today."""
    network = current_network()
    last = last_day(cycle)
    return {
        "name": str(person),
        "network": network.name if network else "",
        "community": cycle.community.name,
        "strand": cycle.strand.title,
        "question": cycle.question,
        "from": f"{cycle.starts_on}",
        "until": f"{last}",
        "is_over": cycle.ended_at is not None,
        "functions": _functions(person, cycle, last),
        "sessions": [_session(meeting) for meeting in _sessions(person, cycle)],
        "preparation_hours": preparation_hours,
        "brought": _brought(person, cycle) if with_what_was_brought else "",
        "made_on": f"{clock.today()}",
    }


def canonical(content: Content) -> bytes:
    """The same bytes for the same content, whatever keeps it: what the digest and the signature are made of."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(content: Content) -> str:
    return sha256(canonical(content)).hexdigest()


def last_day(cycle: Cycle) -> date:
    """The day it ended; for one under way, today."""
    return timezone.localdate(cycle.ended_at) if cycle.ended_at else max(clock.today(), cycle.starts_on)


def minutes_of_sessions(content: Content) -> int:
    return sum(session["minutes"] for session in content["sessions"])


def _functions(person: Person, cycle: Cycle, last: date) -> list[dict[str, str]]:
    """What they held during the cycle, for its strand or for the whole community."""
    held = (
        Mandate.objects.filter(membership__person=person, membership__community=cycle.strand.community_id)
        .filter(Q(strand=cycle.strand_id) | Q(strand=None), starts_on__lte=last, ends_on__gte=cycle.starts_on)
        .filter(Q(ended_on=None) | Q(ended_on__gt=cycle.starts_on))
        .select_related("strand")
        .order_by("starts_on", "function", "pk")
    )
    return [
        {
            "function": mandate.function,
            "strand": mandate.strand.title if mandate.strand else "",
            "from": f"{max(mandate.starts_on, cycle.starts_on)}",
            "until": f"{min(mandate.ended_on or mandate.ends_on, last)}",
        }
        for mandate in held
    ]


def _sessions(person: Person, cycle: Cycle) -> list[Meeting]:
    """Those they came to, as a guest too; under the Chatham House rule nothing says who came (S3)."""
    came = Q(attendances__person=person) | Q(attendances__guest__place__person=person)
    held = Meeting.objects.held().filter(came, attendances__came=True, cycle=cycle, chatham_house=False)
    return list(held.distinct().order_by("starts_at", "pk"))


def _session(meeting: Meeting) -> dict[str, Any]:
    """A day and a length; a title only if everybody could read it already (S1)."""
    public = meeting.audience == Audience.PUBLIC
    return {
        "on": f"{timezone.localdate(meeting.starts_at, ZoneInfo(meeting.time_zone))}",
        "title": meeting.title if public else "",
        "minutes": int(meeting.length.total_seconds()) // 60,
    }


def _brought(person: Person, cycle: Cycle) -> str:
    """Their own words of what they brought, when they said it was kept."""
    kept = Commitment.objects.filter(membership__person=person, cycle=cycle, became=Became.KEPT)
    return kept.values_list("brings", flat=True).first() or ""
