"""What the journal says of conversations. By number alone: not every member may know every title (S1)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("thread.started", _("%(by)s began conversation %(number)s: %(kind_word)s."))
declare("thread.narrowed", _("%(by)s let fewer people read conversation %(number)s."))
declare("thread.widened", _("%(by)s let more people read conversation %(number)s."))
declare("thread.promised", _("%(by)s promised the harvest of conversation %(number)s for %(due_on)s."))
declare("thread.handed_back", _("%(by)s handed back the promise of the harvest of conversation %(number)s."))
declare("thread.harvested", _("%(by)s harvested conversation %(number)s."))

# Of a session that came under the Chatham House rule since (S3).
declare("thread.started_unnamed", _("Conversation %(number)s was begun: %(kind_word)s."))
declare("thread.narrowed_unnamed", _("Fewer people may read conversation %(number)s."))
declare("thread.widened_unnamed", _("More people may read conversation %(number)s."))
declare("thread.promised_unnamed", _("The harvest of conversation %(number)s was promised for %(due_on)s."))
declare("thread.handed_back_unnamed", _("The promise of the harvest of conversation %(number)s was handed back."))
declare("thread.harvested_unnamed", _("Conversation %(number)s was harvested."))
