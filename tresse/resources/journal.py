"""What the journal says of shared references. By number alone: one may be shown to fewer people since (S1)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("reference.brought", _("%(by)s brought a reference to the watch (%(number)s)."))
declare("reference.imported", _("%(by)s brought %(count)s references to the watch from a file."))
declare("reference.shown", _("%(by)s changed who can see reference %(number)s: %(audience_word)s."))
declare("reference.removed", _("%(by)s took reference %(number)s out of the watch."))
