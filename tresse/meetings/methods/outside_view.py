"""An outside view: somebody who does not share our evidence looks at our question, as the second principle asks."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

OUTSIDE_VIEW = Method(
    "outside_view",
    _("outside view"),
    _("Somebody from elsewhere says what they see in our question."),
    30,
    (4, 60),
    steps=(
        Step(
            _("Our question"),
            3,
            _("Here is where we stand, in three minutes, and what we would like to see with other eyes."),
        ),
        Step(
            _("What they see"),
            12,
            _("Tell us what you see from where you stand, and what seems strange to you."),
        ),
        Step(
            _("Exchange"),
            10,
            _("We ask rather than answer."),
            questions=(
                _("What would you do in our place?"),
                _("What do we no longer see?"),
            ),
        ),
        Step(
            _("What surprises us"),
            5,
            _("Each notes one astonishment. We gather them."),
        ),
    ),
    roles=(_("somebody from elsewhere, who received the question some days before"),),
    care=_("We do not defend ourselves: we look for what surprises us."),
)
