"""Saying when one can."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.core import clock
from tresse.memberships.queries import place_of
from tresse.polls import rules
from tresse.polls.actions.holding import held
from tresse.polls.models import Poll, PollAnswer, PollMoment, Voice


@transaction.atomic
def answer_poll(poll: Poll, *, by: Any, voices: Mapping[int, str]) -> Poll:
    """Say of some of the moments, by their numbers, whether one can; what was said before of the others stays."""
    poll = held(poll)
    rules.answering(by, poll).require()
    moments = {moment.number: moment for moment in poll.moments.all()}
    _check(voices, moments)
    membership = place_of(by, poll.community)
    PollAnswer.objects.bulk_create(
        [
            PollAnswer(moment=moments[number], membership=membership, voice=voice, said_at=clock.now())
            for number, voice in voices.items()
        ],
        update_conflicts=True,
        unique_fields=["moment", "membership"],
        update_fields=["voice", "said_at"],
    )
    return poll


def _check(voices: Mapping[int, str], moments: Mapping[int, PollMoment]) -> None:
    if not voices:
        raise ValidationError(_("Say of one moment at least whether you can."))
    for number, voice in voices.items():
        if number not in moments:
            raise ValidationError(
                _("There is no moment %(number)s: they go from 1 to %(last)s.")
                % {"number": number, "last": max(moments)}
            )
        if voice not in Voice.values:
            raise ValidationError(_("Of each moment, say yes, if need be, or no."))
