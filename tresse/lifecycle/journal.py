from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("community.founded", _("%(by)s wrote down the idea of this community: %(name)s."))
declare(
    "community.began",
    _("%(by)s began the community: two people of two organisations have signed and co-facilitate."),
)
declare("community.described", _("%(by)s changed what the community says of itself."))
declare("cycle.opened", _("%(by)s opened a cycle in “%(strand)s”: %(question)s It will make: %(document)s."))
declare(
    "cycle.opened_by_consent",
    _("Decision %(number)s opened a cycle in “%(strand)s”: %(question)s It will make: %(document)s."),
)
declare("cycle.moved_on", _("%(by)s moved the cycle of “%(strand)s” on: %(phase_word)s."))
declare("cycle.closed", _("The cycle of “%(strand)s” is closed, %(ending_word)s: %(question)s"))
declare("community.closed", _("The community is closed."))
