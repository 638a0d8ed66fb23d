"""What the journal says of sessions. By number alone: not every member may know every title (S1, S3)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("meeting.convened", _("%(by)s called session %(number)s."))
declare("meeting.recorded", _("%(by)s recorded session %(number)s, which had already taken place."))
declare("meeting.changed", _("%(by)s changed session %(number)s."))
declare("meeting.moved", _("%(by)s moved session %(number)s: another time or place."))
declare("meeting.widened", _("%(by)s let more people see session %(number)s: %(audience_word)s."))
declare("meeting.cancelled", _("%(by)s cancelled session %(number)s."))
declare("series.convened", _("%(by)s called sessions %(first)s to %(last)s."))
declare("series.changed", _("%(by)s changed sessions %(numbers)s."))
declare("series.cancelled", _("%(by)s cancelled sessions %(numbers)s."))
declare("joining.invited", _("%(by)s asked %(community)s to hold session %(number)s together."))
declare(
    "joining.taken_back",
    _("%(by)s took back what was asked of %(community)s: to hold session %(number)s together."),
)
declare("joining.accepted", _("%(community)s holds session %(number)s with us: %(by)s said so."))
declare("joining.declined", _("%(community)s does not hold session %(number)s with us: %(by)s said so."))
declare("joining.ended", _("%(community)s stepped out of session %(number)s: %(by)s said so."))
declare("joining.joined", _("%(by)s accepted to hold a session together with %(community)s."))
declare("joining.left", _("%(by)s said that we step out of a session of %(community)s."))
declare("meeting.attended", _("%(by)s noted how many came to session %(number)s: %(people)s."))
declare("minutes.written", _("%(by)s wrote the minutes of session %(number)s."))
declare("minutes.narrowed", _("%(by)s let fewer people read the minutes of session %(number)s."))
declare("meeting.attended_unnamed", _("It was noted how many came to session %(number)s: %(people)s."))
declare("minutes.written_unnamed", _("The minutes of session %(number)s were written."))
declare("minutes.narrowed_unnamed", _("Fewer people may read the minutes of session %(number)s."))
declare(
    "minutes.ready",
    _("%(by)s called the minutes of session %(number)s ready: those who were there may correct them."),
)
declare(
    "minutes.ready_unnamed",
    _("The minutes of session %(number)s are ready: those who were there may correct them."),
)
declare("minutes.corrected", _("%(by)s corrected the minutes of session %(number)s."))
declare("minutes.corrected_unnamed", _("The minutes of session %(number)s were corrected."))
declare("minutes.settled", _("The minutes of session %(number)s are settled: they no longer change."))
declare("minutes.added", _("%(by)s added a few words to the settled minutes of session %(number)s."))
declare("minutes.added_unnamed", _("A few words were added to the settled minutes of session %(number)s."))
declare("minutes.widened", _("The minutes of session %(number)s can now be read by %(audience_word)s."))
