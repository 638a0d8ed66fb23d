from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("charter.signed", _("%(by)s signed the charter (version %(version)s)."))
