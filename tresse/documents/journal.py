from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("document.begun", _("%(by)s began the document “%(title)s”."))
declare("document.audience_changed", _("%(by)s changed who can see “%(title)s”: %(audience_word)s."))
declare("document.rereading_opened", _("%(by)s gave “%(title)s” to reread."))
declare("document.reread", _("%(by)s reread “%(title)s” whole."))
declare("document.declared_original", _("%(by)s declared “%(title)s” original, and its sources said."))
declare("block.added", _("%(by)s added to “%(title)s”: %(kind_word)s."))
declare("block.removed", _("%(by)s took out of “%(title)s”: %(kind_word)s."))
declare("block.put_back", _("%(by)s put back into “%(title)s”: %(kind_word)s."))
declare("remark.made", _("%(by)s made a remark on “%(title)s”."))
declare("remark.answered", _("%(by)s answered a remark on “%(title)s”."))
# Of guests no name: the journal is never rewritten, and they may take theirs back (S8).
declare("document.reread_by_guest", _("A guest invited by %(inviter_person)s reread “%(title)s” whole."))
declare("remark.made_by_guest", _("A guest invited by %(inviter_person)s made a remark on “%(title)s”."))
