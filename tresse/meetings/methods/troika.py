"""Quick advice between peers, from Liberating Structures (liberatingstructures.com, Troika Consulting): threes, thirty minutes.

In each round the client tells (1-2 min), the others ask (1-2 min), then talk together while the client turns their back
(4-5 min), who says at the end what was of use (1-2 min).
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

TROIKA = Method(
    "troika",
    _("troika"),
    _("In threes: each in turn asks, then listens with their back turned."),
    30,
    (3, 60),
    steps=(
        Step(
            _("In threes"),
            3,
            _("In threes, of three organisations if possible. Each thinks: where would I like some help?"),
            questions=(
                _("What is your challenge?"),
                _("What kind of help do you need?"),
            ),
            groups=3,
        ),
        Step(
            _("First client"),
            9,
            _(
                "Two minutes to tell, one to ask. Then turn your back: the two others talk for four minutes. Turn round: what was of use?"
            ),
            groups=3,
        ),
        Step(
            _("Second client"),
            9,
            _(
                "Change places. Two minutes to tell, one to ask, four with your back turned, two to say what was of use."
            ),
            groups=3,
        ),
        Step(
            _("Third client"),
            9,
            _("The last change: two, one, four, two."),
            groups=3,
        ),
    ),
    roles=(
        _("client: asks for help, then turns their back and listens"),
        _("two consultants: ask, then talk together as if the client were not there"),
    ),
    care=_("Turn your chair, or your camera off: not seeing the faces is what lets one hear."),
)
