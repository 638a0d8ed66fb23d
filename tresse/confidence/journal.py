"""No line here names whose words they are: somebody may answer « unsigned » (S4)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("authorisation.asked", _("%(by)s asked somebody to authorise their words in “%(about)s”."))
declare("authorisation.granted", _("Words quoted in “%(about)s” were authorised by the person who said them."))
declare("authorisation.refused", _("Words quoted in “%(about)s” were not authorised by the person who said them."))
declare("authorisation.taken_back", _("The authorisation of words quoted in “%(about)s” was taken back."))
