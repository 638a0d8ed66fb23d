"""What the journal says of guests. No name, no address, no title: it is never rewritten, and a guest may take their
name back (S8); not every member may know of every session (S1, S3)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("guest.invited", _("%(by)s invited somebody without an account: %(thing_word)s."))
declare("guest.withdrawn", _("%(by)s took back the link of a guest: %(thing_word)s."))
declare("guest.ended", _("A guest ended their link themselves: %(thing_word)s."))
declare("guest.answered", _("Somebody invited by %(inviter_person)s answered a question."))
