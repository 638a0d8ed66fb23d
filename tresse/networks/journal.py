from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("network.begun", _("%(by)s began the network, with %(steward_person)s as its first steward."))
