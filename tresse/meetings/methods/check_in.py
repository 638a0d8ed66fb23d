"""A round in which each arrives: a word, not a discussion. As the communities of F3E begin their sessions."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

CHECK_IN = Method(
    "check_in",
    _("check-in"),
    _("Each says in a few words with what weather they arrive."),
    10,
    (2, 40),
    steps=(
        Step(
            _("The question of the round"),
            2,
            _(
                "Let us arrive. I ask one question, then each answers in a few words. Nobody comments, and one may pass."
            ),
            questions=(
                _("With what weather do you arrive?"),
                _("What must be put down so as to be here?"),
            ),
        ),
        Step(
            _("One round"),
            8,
            _("Who begins? Then we go round, those by video too. I thank each with a nod."),
        ),
    ),
    care=_("Nobody comments on what somebody said, and anybody may pass."),
)
