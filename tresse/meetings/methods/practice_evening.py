"""Apéro des pratiques: short stories of practice over a drink, open to the network; the third objective opens itself to others in it."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

PRACTICE_EVENING = Method(
    "practice_evening",
    _("practice evening"),
    _("Short stories of practice over a drink, open to the network."),
    90,
    (5, 60),
    steps=(
        Step(
            _("Welcome"),
            10,
            _("Take a glass, and say hello to somebody you do not know."),
        ),
        Step(
            _("Three stories"),
            36,
            _("Seven minutes to tell, five to ask. Applause is allowed."),
            questions=(
                _("What did you do that you had not foreseen?"),
                _("What did not work?"),
            ),
        ),
        Step(
            _("Conversations"),
            30,
            _("Go and find the person whose story stays with you."),
        ),
        Step(
            _("What one takes along"),
            14,
            _("One thing you will try, told to everybody in one sentence. And how to come again."),
        ),
    ),
    roles=(
        _("three people with a story of seven minutes and an object or a picture"),
        _("somebody who welcomes at the door"),
    ),
    care=_("No slides: a scene, an object, what did not work."),
)
