"""The same round on leaving: what each takes along. It closes the session on time, whatever remains to be said."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

CHECK_OUT = Method(
    "check_out",
    _("check-out"),
    _("Each says what they leave with."),
    10,
    (2, 40),
    steps=(
        Step(
            _("A moment of silence"),
            1,
            _("Before we part, one minute in silence: look back over our time together."),
        ),
        Step(
            _("One round"),
            9,
            _("One sentence each. We do not answer one another any more."),
            questions=(
                _("With what do you leave?"),
                _("What will you try before the next time?"),
            ),
        ),
    ),
    care=_("Keep the ten minutes: a session that ends without a last word leaves a bad taste."),
)
