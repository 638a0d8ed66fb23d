from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("charter.signed", _("%(by)s signed the charter (version %(version)s)."))
declare("charter.draft_begun", _("%(by)s began a new version of the charter (version %(version)s)."))
declare("charter.draft_written", _("%(by)s wrote in the new version of the charter (version %(version)s)."))
declare("charter.draft_set_aside", _("%(by)s set the new version of the charter aside."))
declare(
    "charter.adopted",
    _(
        "Version %(version)s of the charter is in force, by decision %(number)s. Everyone signs it by %(sign_by_on)s."
    ),
)
declare(
    "charter.number_changed",
    _(
        "By decision %(number)s, the charter now says, for “%(what_word)s”: %(after_word)s, instead of: %(before_word)s."
    ),
)
