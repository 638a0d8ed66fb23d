"""What one takes along of the sessions: one's answers, where one came, the minutes one wrote (S8).

A session under the Chatham House rule has kept no names: there is nothing to take along of who came (S3).
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.meetings.models import (
    Addition,
    AgendaItem,
    Attendance,
    Contribution,
    Correction,
    Minutes,
    MinutesPart,
    Pledge,
)
from tresse.memberships.models import Membership


def attendance(membership: Membership) -> OwnData:
    """The sessions I was invited to, what I answered, and where I came."""
    mine = Attendance.objects.filter(person=membership.person, meeting__community=membership.community)
    rows = [
        {
            _("session"): one.meeting.title,
            _("on"): one.meeting.starts_at,
            _("my answer"): one.get_answer_display(),
            _("I came"): {True: _("yes"), False: _("no"), None: ""}[one.came],
        }
        for one in mine.select_related("meeting").order_by("meeting__starts_at")
    ]
    return OwnData(_("My sessions"), rows)


def minutes(membership: Membership) -> OwnData:
    """The minutes I wrote last."""
    written = Minutes.objects.filter(written_by=membership).select_related("meeting").order_by("written_at")
    rows = [{_("session"): one.meeting.title, _("on"): one.written_at, _("text"): one.text} for one in written]
    return OwnData(_("The minutes I wrote"), rows)


def led(membership: Membership) -> OwnData:
    """The moments of sessions I led."""
    moments = AgendaItem.objects.filter(led_by=membership).select_related("meeting").order_by("meeting__starts_at")
    rows = [
        {_("session"): moment.meeting.title, _("on"): moment.meeting.starts_at, _("moment"): moment.title}
        for moment in moments
    ]
    return OwnData(_("The moments I led"), rows)


def parts(membership: Membership) -> OwnData:
    """What I wrote last under the moments of sessions, and added to settled minutes."""
    written = MinutesPart.objects.filter(written_by=membership).select_related("minutes__meeting").order_by("pk")
    rows: list[dict[str, Any]] = [
        {_("session"): one.minutes.meeting.title, _("moment"): one.title, _("text"): one.text} for one in written
    ]
    added = Addition.objects.filter(added_by=membership).select_related("minutes__meeting")
    rows += [{_("session"): one.minutes.meeting.title, _("on"): one.added_at, _("text"): one.text} for one in added]
    return OwnData(_("What I wrote in minutes, moment by moment"), rows)


def corrections(membership: Membership) -> OwnData:
    """The corrections I proposed."""
    asked = Correction.objects.filter(proposed_by=membership).select_related("minutes__meeting")
    rows = [
        {_("session"): one.minutes.meeting.title, _("what was written"): one.passage, _("instead"): one.instead}
        for one in asked
    ]
    return OwnData(_("The corrections I proposed to minutes"), rows)


def pledges(membership: Membership) -> OwnData:
    """What I said in sessions that I would do, and what became of it."""
    held = Pledge.objects.filter(membership=membership).select_related("minutes__meeting").order_by("made_at", "pk")
    rows = [
        {
            _("session"): one.minutes.meeting.title,
            _("what"): one.text,
            _("by when"): one.due_on,
            _("where it stands"): one.get_state_display(),
            _("a word"): one.word,
        }
        for one in held
    ]
    return OwnData(_("What I pledged"), rows)


def contributions(membership: Membership) -> OwnData:
    """What I answered in my own time, as a guest before coming in too."""
    mine = Q(membership=membership) | Q(guest__place=membership)
    said = Contribution.objects.filter(mine).select_related("question__track__meeting")
    rows = [
        {
            _("session"): one.question.track.meeting.title,
            _("question"): one.question.text,
            _("my answer"): one.text,
            _("on"): one.written_at,
        }
        for one in said.order_by("written_at")
    ]
    return OwnData(_("What I answered in my own time"), rows)
