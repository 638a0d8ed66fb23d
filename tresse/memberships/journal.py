from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("act.asked", _("%(by)s asked for an act by two: %(act_word)s."))
declare("act.confirmed", _("%(by)s confirmed an act by two: %(act_word)s."))
declare("act.declined", _("%(by)s declined an act by two: %(act_word)s."))
