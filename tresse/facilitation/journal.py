from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("method.written", _("%(by)s wrote the method “%(name)s” for the network."))
declare("method.changed", _("%(by)s said the method “%(name)s” anew."))
declare("method.retired", _("%(by)s retired the method “%(name)s”."))
declare("method.brought_back", _("%(by)s brought the method “%(name)s” back."))
