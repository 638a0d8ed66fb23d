"""Those who were there correct the minutes: their own words at once, the others' as a proposal."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tresse.core import clock
from tresse.core.text import exact
from tresse.meetings.actions.minutes import signed_by, tell, words_changed
from tresse.meetings.actions.settling import hold
from tresse.meetings.minutes import rules as minutes_rules
from tresse.meetings.models import Correction, Minutes, MinutesPart

GONE = gettext_lazy(
    "These words are not in the minutes as they stand: read them again, and copy the passage as it is written."
)


@transaction.atomic
def propose_correction(
    minutes: Minutes, *, passage: str, instead: str, own_words: bool = False, by: Any
) -> Correction:
    """Say how a passage should read. Of one's own words it is taken at once; otherwise whoever writes answers.

    The same correction sent twice is one.
    """
    minutes = hold(minutes)
    minutes_rules.correcting(by, minutes).require()
    passage, instead = exact(passage), exact(instead)
    who = signed_by(by, minutes.meeting)
    asked = {"minutes": minutes, "passage": passage, "instead": instead, "proposed_by": who}
    if before := Correction.objects.filter(**asked, own_words=own_words).order_by("-pk").first():
        return before
    _check(minutes, passage, instead)
    if not own_words:
        return Correction.objects.create(**asked, proposed_at=clock.now())
    _put(minutes, passage, instead, by=by)
    return Correction.objects.create(
        **asked, own_words=True, taken=True, proposed_at=clock.now(), answered_at=clock.now()
    )


@transaction.atomic
def answer_correction(correction: Correction, *, taken: bool, word: str = "", by: Any) -> Correction:
    """Take a correction into the minutes, or leave them as they are and say why in a word."""
    minutes = hold(correction.minutes)
    correction = Correction.objects.select_related("proposed_by").get(pk=correction.pk)
    correction.minutes = minutes
    minutes_rules.answering_correction(by, correction).require()
    if taken:
        _put(minutes, correction.passage, correction.instead, by=by)
    elif not word.strip():
        raise ValidationError({"word": _("Say in a word why not, so that whoever asked understands.")})
    correction.taken, correction.word, correction.answered_at = taken, word.strip(), clock.now()
    correction.answered_by = signed_by(by, minutes.meeting)
    correction.save(update_fields=["taken", "word", "answered_at", "answered_by"])
    return correction


def _check(minutes: Minutes, passage: str, instead: str) -> None:
    if not passage:
        raise ValidationError({"passage": _("Copy here the words of the minutes that should change.")})
    if passage == instead:
        raise ValidationError({"instead": _("These are the very words of the minutes.")})
    if passage not in minutes.text and not _part_with(minutes, passage):
        raise ValidationError({"passage": GONE})


def _put(minutes: Minutes, passage: str, instead: str, *, by: Any) -> None:
    """Replace the first place where the passage stands; the text moves on by one revision, as by any writing."""
    place: Minutes | MinutesPart | None = minutes if passage in minutes.text else _part_with(minutes, passage)
    if place is None:
        raise ValidationError({"passage": GONE})
    place.text, place.revision = exact(place.text.replace(passage, instead, 1)), place.revision + 1
    place.save(update_fields=["text", "revision"])
    words_changed(minutes, by=by)
    tell("minutes.corrected", minutes, by=by)


def _part_with(minutes: Minutes, passage: str) -> MinutesPart | None:
    return minutes.parts.in_order().filter(text__contains=passage).first()
