"""What a session leaves in writing: nobody's edit is lost, and it is shown further by two people only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.core.text import digest, exact
from tresse.meetings import rules
from tresse.meetings.journal import audience_word
from tresse.meetings.models import Meeting, Minutes
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo
from tresse.memberships.queries import membership_of

UNNAMED = {
    "minutes.written": "minutes.written_unnamed",
    "minutes.narrowed": "minutes.narrowed_unnamed",
}


class MinutesChanged(Exception):
    """Somebody else saved the minutes meanwhile: whoever comes second reads both texts and chooses."""

    def __init__(self, current: Minutes) -> None:
        super().__init__("the minutes were changed meanwhile")
        self.current = current


@transaction.atomic
def write_minutes(
    meeting: Meeting, *, text: str, audience: str = "", expected_revision: int = 0, by: Any
) -> Minutes:
    """Write the minutes, or write them anew over the revision one has read. Sending the same twice changes nothing.

    Raises `MinutesChanged` when somebody else saved another text meanwhile.
    """
    Community.objects.held().get(pk=meeting.community_id)
    meeting = Meeting.objects.select_related("community").get(pk=meeting.pk)
    rules.writing_minutes(by, meeting).require()
    if not text.strip():
        raise ValidationError({"text": _("Write a few words: minutes may be short, not empty.")})
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting__community").first()
    rules.writing_over(by, minutes).require()
    chosen = _chosen_audience(meeting, minutes, audience)
    if minutes and exact(minutes.text) == exact(text):
        return _narrow(minutes, chosen, by=by)
    if (minutes.revision if minutes else 0) != expected_revision:
        assert minutes is not None
        raise MinutesChanged(minutes)
    return _write(meeting, minutes, text=exact(text), audience=chosen, by=by)


def ask_to_widen_minutes(minutes: Minutes, *, audience: str, by: Any) -> ActByTwo:
    """Ask that the minutes, in their present words, be read further; somebody of another organisation confirms."""
    terms = {"audience": str(Audience(audience)), "digest": digest(minutes.text)}
    return acts.ask("minutes.widening", minutes, minutes.community, by=by, terms=terms)


def widen_minutes(minutes: Minutes, terms: dict[str, Any], act: ActByTwo) -> None:
    """Two people of two organisations agreed: the minutes are shown further (E4)."""
    minutes.audience = terms["audience"]
    minutes.save(update_fields=["audience"])
    indexing.changed(minutes)
    journal.record(
        "minutes.widened",
        stream=minutes.community.stream,
        subject=minutes,
        by=act.confirmed_by.person if act.confirmed_by else None,
        number=minutes.meeting.number,
        audience_word=audience_word(minutes.audience),
    )


def audiences_for_one(meeting: Meeting, minutes: Minutes | None) -> list[Audience]:
    """Whom one person alone may show the minutes to: the community at first, then only fewer people (E4)."""
    widest = minutes.get_audience() if minutes else Audience.COMMUNITY
    return [a for a in Audience if widest.includes(a) and meeting.get_audience().includes(a)]


def audiences_for_two(minutes: Minutes) -> list[Audience]:
    """Whom two people may show the minutes to, within those the session exists for.

    What was kept among those who took part stays there: the second person might not be one of them.
    """
    if minutes.audience == Audience.SESSION:
        return []
    meeting = minutes.meeting.get_audience()
    return [a for a in Audience if meeting.includes(a) and not minutes.get_audience().includes(a)]


def _chosen_audience(meeting: Meeting, minutes: Minutes | None, audience: str) -> Audience:
    allowed = audiences_for_one(meeting, minutes)
    chosen = audience or (minutes.audience if minutes else allowed[-1])
    if chosen not in allowed:
        raise ValidationError(
            {"audience": _("Minutes hold several people's words: showing them further takes two people.")}
        )
    return Audience(chosen)


def _write(meeting: Meeting, minutes: Minutes | None, *, text: str, audience: Audience, by: Any) -> Minutes:
    """New words have not been agreed on by two people: they come back to the community (S2)."""
    minutes = minutes or Minutes(meeting=meeting, community=meeting.community, revision=0)
    membership = membership_of(by, meeting.community)
    assert membership is not None
    minutes.text, minutes.revision = text, minutes.revision + 1
    minutes.audience = audience if Audience.COMMUNITY.includes(audience) else Audience.COMMUNITY
    minutes.written_by, minutes.written_at = membership, clock.now()
    minutes.save()
    indexing.changed(minutes)
    _tell("minutes.written", minutes, by=by)
    return minutes


def _narrow(minutes: Minutes, audience: Audience, *, by: Any) -> Minutes:
    if minutes.audience != audience:
        minutes.audience = audience
        minutes.save(update_fields=["audience"])
        indexing.changed(minutes)
        _tell("minutes.narrowed", minutes, by=by)
    return minutes


def _tell(kind: str, minutes: Minutes, *, by: Any) -> None:
    """Under the Chatham House rule the journal does not say who wrote: it would say who came (S3)."""
    if minutes.meeting.chatham_house:
        kind, by = UNNAMED[kind], None
    journal.record(kind, stream=minutes.community.stream, subject=minutes, by=by, number=minutes.meeting.number)
