"""What the journal says of date polls. By number alone, and never who could come when (S3)."""

from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("poll.opened", _("%(by)s looks for a date with everyone (poll %(number)s)."))
declare("poll.prolonged", _("%(by)s left more time to answer poll %(number)s."))
declare("poll.settled", _("%(by)s chose a moment of poll %(number)s: session %(session)s is called."))
declare("poll.called_off", _("%(by)s called off poll %(number)s."))
