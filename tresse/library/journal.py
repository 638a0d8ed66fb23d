from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("document.published", _("%(asked_by_person)s and %(by)s published “%(title)s”, version %(version)s."))
declare("publication.withdrawn", _("%(asked_by_person)s and %(by)s withdrew “%(title)s”: %(because)s"))
