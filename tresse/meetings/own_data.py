"""What one takes along of the sessions: one's answers, where one came, the minutes one wrote (S8).

A session under the Chatham House rule has kept no names: there is nothing to take along of who came (S3).
"""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.meetings.models import AgendaItem, Attendance, Minutes
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
