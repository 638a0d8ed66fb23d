from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("act.asked", _("%(by)s asked for an act by two: %(act_word)s."))
declare("act.confirmed", _("%(by)s confirmed an act by two: %(act_word)s."))
declare("act.declined", _("%(by)s declined an act by two: %(act_word)s."))
declare("membership.invited", _("%(by)s invited somebody."))
declare("membership.accepted", _("%(by)s accepted an invitation."))
declare(
    "mandate.given",
    _("%(holder_person)s holds a mandate until %(until_on)s: %(function_word)s. Given by: %(given_by)s."),
)
declare("mandate.ended", _("%(by)s ended a mandate: %(function_word)s."))
