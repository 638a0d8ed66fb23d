"""What a session leaves in writing: nobody's edit is lost, and it is shown further by two people only."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.core.text import digest, exact
from tresse.meetings.actions.holding import held
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import AgendaItem, Meeting, Minutes, MinutesPart
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo, Membership
from tresse.memberships.queries import place_of

UNNAMED = {
    "minutes.written": "minutes.written_unnamed",
    "minutes.narrowed": "minutes.narrowed_unnamed",
    "minutes.ready": "minutes.ready_unnamed",
    "minutes.corrected": "minutes.corrected_unnamed",
    "minutes.added": "minutes.added_unnamed",
}


AT_ONE_SITTING = timedelta(hours=1)


class MinutesChanged(Exception):
    """Somebody else saved the same words meanwhile: whoever comes second reads both texts and chooses."""

    def __init__(self, current: Any) -> None:  # the minutes, or the part of them
        super().__init__("the minutes were changed meanwhile")
        self.current = current


@transaction.atomic
def write_minutes(
    meeting: Meeting, *, text: str, audience: str = "", expected_revision: int = 0, by: Any
) -> Minutes:
    """Write the general part, or write it anew over the revision one has read. Sending the same twice changes nothing.

    Raises `MinutesChanged` when somebody else saved another text meanwhile.
    """
    meeting, minutes = _held_to_write(meeting, by)
    if not text.strip():
        raise ValidationError({"text": _("Write a few words: minutes may be short, not empty.")})
    chosen = _chosen_audience(meeting, minutes, audience)
    if minutes and exact(minutes.text) == exact(text):
        return _narrow(minutes, chosen, by=by)
    if minutes and minutes.revision != expected_revision:
        raise MinutesChanged(minutes)
    return _write(minutes or _begun(meeting), text=exact(text), audience=chosen, by=by)


@transaction.atomic
def write_part(item: AgendaItem, *, text: str, expected_revision: int = 0, by: Any) -> MinutesPart:
    """Write what was said under one moment of the agenda, while others write under other ones.

    An empty text takes one's words back. Raises `MinutesChanged` when somebody else saved another text meanwhile.
    """
    meeting, minutes = _held_to_write(item.meeting, by)
    part = MinutesPart.objects.filter(minutes=minutes, item=item).first() if minutes else None
    if exact(part.text if part else "") == exact(text):
        return part or MinutesPart(item=item, title=item.title)
    if part and part.revision != expected_revision:
        raise MinutesChanged(part)
    if minutes is None:
        minutes = _write(_begun(meeting), text="", audience=audiences_for_one(meeting, None)[-1], by=by)
    part = part or MinutesPart(minutes=minutes, item=item)
    part.position, part.title, part.text = item.position, item.title, exact(text)
    part.revision, part.written_by, part.written_at = part.revision + 1, signed_by(by, meeting), clock.now()
    part.save()
    words_changed(minutes, by=by)
    return part


def ask_to_widen_minutes(minutes: Minutes, *, audience: str, by: Any) -> ActByTwo:
    """Ask that the minutes, in their present words, be read further; somebody of another organisation confirms."""
    terms = {"audience": str(Audience(audience)), "digest": digest(minutes.whole)}
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
        audience_word=journal.word(minutes.get_audience().label),
    )


def audiences_for_one(meeting: Meeting, minutes: Minutes | None) -> list[Audience]:
    """Whom one person alone may show the minutes to: the community at first, then only fewer people (E4)."""
    widest = minutes.get_audience() if minutes else Audience.COMMUNITY
    narrowest = Audience.COMMUNITY if meeting.chatham_house else Audience.SESSION  # nobody is known to have come
    audience = meeting.get_audience()
    return [a for a in Audience if a.includes(narrowest) and widest.includes(a) and audience.includes(a)]


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


def _held_to_write(meeting: Meeting, by: Any) -> tuple[Meeting, Minutes | None]:
    """The session and its minutes as they are, once it is this person's turn and they may write."""
    meeting = held(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("meeting__community", "written_by").first()
    minutes_rules.writing(by, meeting, minutes).require()
    return meeting, minutes


def words_changed(minutes: Minutes, *, by: Any) -> None:
    """Beside the general part too, words nobody agreed on come back to the community, which the journal says (S2)."""
    if not Audience.COMMUNITY.includes(minutes.get_audience()):
        minutes.audience = Audience.COMMUNITY
        minutes.save(update_fields=["audience"])
        tell("minutes.written", minutes, by=by)
    indexing.changed(minutes)


def signed_by(by: Any, meeting: Meeting) -> Membership | None:
    """Who wrote this, as far as it may be kept: under the Chatham House rule it would say who came (S3)."""
    return place_of(by, meeting.community) if meeting.names_people else None


def _begun(meeting: Meeting) -> Minutes:
    return Minutes(meeting=meeting, community=meeting.community, revision=0)


def _write(minutes: Minutes, *, text: str, audience: Audience, by: Any) -> Minutes:
    """New words have not been agreed on by two people: they come back to the community (S2)."""
    is_news = _is_news(minutes, by)
    minutes.text, minutes.revision = text, minutes.revision + bool(text)
    minutes.audience = audience if Audience.COMMUNITY.includes(audience) else Audience.COMMUNITY
    minutes.written_by, minutes.written_at = signed_by(by, minutes.meeting), clock.now()
    minutes.save()
    indexing.changed(minutes)
    if is_news:
        tell("minutes.written", minutes, by=by)
    return minutes


def _is_news(minutes: Minutes, by: Any) -> bool:
    """Somebody writes for a while, and is kept as they type: the journal says it once."""
    if minutes.pk is None or minutes.audience in (Audience.NETWORK, Audience.PUBLIC):
        return True
    another = minutes.written_by is not None and minutes.written_by.person_id != by.pk
    return another or clock.now() - minutes.written_at > AT_ONE_SITTING


def _narrow(minutes: Minutes, audience: Audience, *, by: Any) -> Minutes:
    if minutes.audience != audience:
        minutes.audience = audience
        minutes.save(update_fields=["audience"])
        indexing.changed(minutes)
        tell("minutes.narrowed", minutes, by=by)
    return minutes


def tell(kind: str, minutes: Minutes, *, by: Any) -> None:
    """Under the Chatham House rule the journal does not say who wrote: it would say who came (S3)."""
    if minutes.meeting.chatham_house:
        kind, by = UNNAMED[kind], None
    journal.record(kind, stream=minutes.community.stream, subject=minutes, by=by, number=minutes.meeting.number)
