"""A conversation in the middle of the circle, which anybody may join by taking the free chair: few speak at a time, all may."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

FISHBOWL = Method(
    "fishbowl",
    _("fishbowl"),
    _("A few talk in the middle, one chair stays free for whoever wants to come in."),
    45,
    (8, 60),
    steps=(
        Step(
            _("The frame"),
            5,
            _(
                "Four chairs talk, one stays free. Whoever wants to speak sits there; somebody then goes back to the circle. The circle listens."
            ),
        ),
        Step(
            _("The conversation"),
            30,
            _("Talk to each other, not to the circle. The free chair is an invitation."),
            questions=(
                _("What does nobody say about this outside?"),
                _("Who has lived the opposite?"),
            ),
        ),
        Step(
            _("From the circle"),
            5,
            _("You who listened: what did you hear?"),
        ),
        Step(
            _("What we keep"),
            5,
            _("What do we write down of this, and what stays open?"),
        ),
    ),
    roles=(_("three or four people who begin in the middle"),),
    care=_("When the free chair is taken, somebody in the middle gives theirs up."),
)
