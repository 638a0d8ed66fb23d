from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("decision.recorded", _("%(by)s recorded decision %(number)s: %(title)s."))
declare("decision.review_changed", _("%(by)s changed when decision %(number)s is looked at again."))
declare("decision.narrowed", _("%(by)s let fewer people read decision %(number)s."))
