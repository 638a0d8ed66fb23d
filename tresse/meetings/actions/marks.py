"""A marked passage becomes what it says it is, when somebody asks for it and never by itself."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from config.marks import MARKS
from tresse.confidence.actions import move_authorisation
from tresse.confidence.models import Audience, Authorisation
from tresse.core import clock
from tresse.core.rulings import Ruling, granted
from tresse.documents.actions import add_block
from tresse.documents.models import Block, Document
from tresse.meetings.actions.minutes import signed_by
from tresse.meetings.actions.settling import hold
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.minutes.passages import Passage, passages_of
from tresse.meetings.models import Mark, Minutes


@transaction.atomic
def make_real(minutes: Minutes, passage: Passage, *, by: Any, **terms: Any) -> Mark:
    """Make of a passage what it says it is. The mark keeps its words and what they became, whatever the text becomes.

    Asked twice, it is made once.
    """
    minutes = hold(minutes)
    minutes_rules.making_real(by, minutes).require()
    if known := Mark.objects.filter(minutes=minutes, kind=passage.kind, digest=passage.digest).first():
        return known
    if passage not in passages_of(minutes):
        raise ValidationError(_("These words are not in the minutes any more: read them again."))
    kind = MARKS[passage.kind]
    may: Ruling = import_string(kind.allowed)(by, minutes)
    may.require()
    writer = signed_by(by, minutes.meeting)
    mark = Mark.objects.create(
        minutes=minutes,
        kind=passage.kind,
        words=passage.words,
        digest=passage.digest,
        made_by=writer,
        made_at=clock.now(),
    )
    mark.became = import_string(kind.becoming)(mark, by=by, **terms)
    mark.save()
    return mark


@transaction.atomic
def bring_voice(mark: Mark, document: Document, *, by: Any) -> Block:
    """What its speaker authorised becomes a block of a document, under that very authorisation (S2)."""
    minutes = hold(mark.minutes)
    mark = Mark.objects.get(pk=mark.pk)
    minutes_rules.making_real(by, minutes).require()
    asked = mark.became
    if isinstance(asked, Block):
        return asked
    _granted(asked, mark).require()
    assert isinstance(asked, Authorisation)
    speaker = (
        {"quoted_person": asked.person}
        if asked.person
        else {"quoted_name": asked.name, "quoted_email": asked.email}
    )
    block = add_block(
        document,
        "voice",
        body=mark.words,
        by=by,
        once=f"mark-{mark.pk}",
        source=minutes.meeting.as_source(),
        **speaker,
    )
    move_authorisation(asked, to=block)
    mark.became = block
    mark.save()
    return block


def _granted(asked: Any, mark: Mark) -> Ruling:
    if isinstance(asked, Authorisation) and asked.covers(mark.words, Audience.COMMUNITY):
        return granted
    return Ruling(_("Whoever said these words has not authorised them: they can be brought once they have."))
