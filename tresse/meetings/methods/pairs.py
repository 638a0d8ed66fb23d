"""Two people of two organisations look at the same thing from two places, then tell the others."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

PAIRS = Method(
    "pairs",
    _("pairs"),
    _("Two people of two organisations work on one canvas, then report."),
    40,
    (4, 40),
    steps=(
        Step(
            _("Find your pair"),
            3,
            _("Work with somebody of another organisation whom you have not worked with yet."),
            groups=2,
        ),
        Step(
            _("Each tells"),
            10,
            _("Five minutes each. The other one only listens and asks."),
            questions=(_("How does it go, where you work?"),),
            groups=2,
        ),
        Step(
            _("The canvas"),
            15,
            _("Fill the canvas together: what is alike, what differs, what one could borrow."),
            groups=2,
        ),
        Step(
            _("Report"),
            12,
            _("One minute for each pair: what you learnt from the other one."),
        ),
    ),
    care=_("Each reports what the other said, not what they said themselves."),
)
