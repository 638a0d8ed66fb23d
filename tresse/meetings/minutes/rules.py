"""Who may change what a session left in writing, correct it, and make of it something that lasts."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.guests.models import Guest
from tresse.guests.rules import coming_by_link
from tresse.meetings.models import Answer, Attendance, Correction, Meeting, Minutes, Pledge, Track
from tresse.meetings.rules import begun, not_cancelled, noting_attendance, writing_minutes, writing_over
from tresse.memberships import rules as memberships


def writing(person: Any, meeting: Meeting, minutes: Minutes | None) -> Ruling:
    """Whoever takes part writes; once the minutes are ready, those who were there; once settled, nobody."""
    return first_refusal(
        writing_minutes(person, meeting), writing_over(person, minutes), _still_written(person, minutes)
    )


def calling_ready(person: Any, minutes: Minutes) -> Ruling:
    """Whoever writes the minutes says, once, that they are ready; those invited then read them by mail."""
    return _calling_ready(minutes, writing(person, minutes.meeting, minutes))


def correcting(person: Any, minutes: Minutes) -> Ruling:
    """Those who were there correct the minutes from when they are ready until they are settled."""
    return _correcting(minutes, writing(person, minutes.meeting, minutes))


def answering_correction(person: Any, correction: Correction) -> Ruling:
    """A correction is answered, once, by somebody else who may write these minutes."""
    if correction.answered_at:
        return Ruling(_("This correction has already been answered."))
    proposed_by = correction.proposed_by
    if proposed_by and proposed_by.person_id == person.pk:
        return Ruling(_("You proposed it: somebody else answers."))
    minutes = correction.minutes
    return writing(person, minutes.meeting, minutes)


def adding(person: Any, minutes: Minutes) -> Ruling:
    """Settled minutes take dated additions from whoever takes part and may read them."""
    return _adding(minutes, making_real(person, minutes))


def making_real(person: Any, minutes: Minutes) -> Ruling:
    """Whoever takes part and may read the minutes makes of a passage what it says it is."""
    return first_refusal(memberships.taking_part(person, minutes.community), writing_over(person, minutes))


def answering_pledge(person: Any, pledge: Pledge) -> Ruling:
    """What became of a pledge is said by whoever holds it, nobody else."""
    if not pledge.is_open:
        return Ruling(_("You have already said what became of it."))
    if person is None or pledge.membership is None or pledge.membership.person_id != person.pk:
        return Ruling(_("What became of it is for whoever holds it to say."))
    return memberships.taking_part(person, pledge.minutes.community)


def taking_pledge(person: Any, pledge: Pledge) -> Ruling:
    """A pledge nobody holds is taken by whoever wants to, for themselves (S3)."""
    if not pledge.is_free:
        return Ruling(_("Somebody holds it already."))
    return memberships.taking_part(person, pledge.minutes.community)


def opening_track(person: Any, meeting: Meeting) -> Ruling:
    """Whoever takes part in the community that called it opens questions to those who answer in their own time."""
    taking_part = memberships.taking_part(person, meeting.community)
    return first_refusal(_exists_for(person, meeting), not_cancelled(meeting), taking_part)


def contributing(person: Any, track: Track) -> Ruling:
    """Members the session exists for answer until the questions close; of minutes kept to a few, those expected among them."""
    return first_refusal(
        _questions_open(track), opening_track(person, track.meeting), _joining_minutes(person, track.meeting)
    )


def contributing_as_guest(guest: Guest, track: Track) -> Ruling:
    """A guest of the session answers until the questions close or their link ends."""
    if (guest.kind, guest.thing_id) != ("session", track.meeting_id):
        return Ruling(_("This link is for something else."))
    return first_refusal(coming_by_link(guest), _questions_open(track), not_cancelled(track.meeting))


def reading_answers(person: Any, track: Track) -> Ruling:
    """What was answered joins the minutes, and is read by those who read them (S1)."""
    if track.meeting.chatham_house and track.is_open:
        return Ruling(_("Chatham House rule: what is answered is shown once the questions are closed."))
    return writing_over(person, Minutes.objects.filter(meeting=track.meeting).first())


def declaring_presence(person: Any, meeting: Meeting) -> Ruling:
    """Each says for themselves whether they were there; under the Chatham House rule nobody does (S3)."""
    if meeting.chatham_house:
        return Ruling(_("Chatham House rule: nothing says who was there, not even yourself."))
    return noting_attendance(person, meeting)


def _questions_open(track: Track) -> Ruling:
    if track.is_open:
        return granted
    return Ruling(_("These questions are closed: what was answered is in the minutes."))


def _exists_for(person: Any, meeting: Meeting) -> Ruling:
    """Otherwise one would let oneself in to a session by answering its questions (S1)."""
    if Meeting.objects.visible_to(person).filter(pk=meeting.pk).exists():
        return granted
    return Ruling(_("This session is among those who were invited to it."))


def _joining_minutes(person: Any, meeting: Meeting) -> Ruling:
    """To answer is to have taken part: otherwise one would let oneself in to minutes kept among those who did (S1)."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if writing_over(person, minutes) or Attendance.objects.of(person).filter(meeting=meeting, answer=Answer.LATER):
        return granted
    return Ruling(
        _("The minutes of this session stay among those who took part in it, and these answers with them.")
    )


def was_there(person: Any, meeting: Meeting) -> bool:
    """Noted as having taken part; everybody may have, where nobody noted it or nothing may say so (S3)."""
    if meeting.chatham_house or meeting.people_who_came is None:
        return True
    return Attendance.objects.of(person).having_taken_part().filter(meeting=meeting).exists()


@dataclass(frozen=True)
class MinutesRulings:
    """All that one person may do with the minutes of one session, for their pages."""

    writing: Ruling
    calling_ready: Ruling
    correcting: Ruling
    adding: Ruling
    making_real: Ruling


def rulings(person: Any, minutes: Minutes) -> MinutesRulings:
    """The answers of the rules above, together, of minutes this person reads: their place is read once."""
    taking_part = memberships.taking_part(person, minutes.community)
    may_write = first_refusal(begun(minutes.meeting), taking_part, _still_written(person, minutes))
    return MinutesRulings(
        writing=may_write,
        calling_ready=_calling_ready(minutes, may_write),
        correcting=_correcting(minutes, may_write),
        adding=_adding(minutes, taking_part),
        making_real=taking_part,
    )


def _calling_ready(minutes: Minutes, may_write: Ruling) -> Ruling:
    if minutes.is_ready:
        return Ruling(_("These minutes are ready already, and have been sent."))
    if not minutes.meeting.is_past:
        return Ruling(_("The minutes are ready once the session is over."))
    return may_write


def _correcting(minutes: Minutes, may_write: Ruling) -> Ruling:
    if not minutes.is_ready:
        return Ruling(_("These minutes are still being written: change them directly."))
    return may_write


def _adding(minutes: Minutes, taking_part: Ruling) -> Ruling:
    if not minutes.is_settled:
        return Ruling(_("These minutes can still be changed: nothing needs to be added beside them."))
    return taking_part


def _still_written(person: Any, minutes: Minutes | None) -> Ruling:
    """Once ready, by those who were there and by whoever wrote last; once settled, no more."""
    if minutes is None or not minutes.is_ready:
        return granted
    if minutes.is_settled:
        return Ruling(
            _("These minutes are settled: they no longer change. A dated addition can be written beside them.")
        )
    wrote = person and minutes.written_by and minutes.written_by.person_id == person.pk
    if wrote or was_there(person, minutes.meeting):
        return granted
    return Ruling(_("These minutes are ready: they are corrected by those who were there."))
