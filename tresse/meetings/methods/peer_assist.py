"""Learning before doing: a team asks peers what they would do in its place, before it tries.

Situation, questions, what the peers lived, options, feedback (BP; ADB, Serrat, “Conducting Peer Assists”; field notes on
after-action review, peer assist and retrospect). Best with six to eight people; not a review: nobody is judged.
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

PEER_ASSIST = Method(
    "peer_assist",
    _("peer assist"),
    _("Before trying, somebody asks peers what they would do in their place."),
    75,
    (4, 12),
    steps=(
        Step(
            _("Welcome"),
            5,
            _("We are here to help somebody before they try. They stay free to choose."),
        ),
        Step(
            _("What is about to be tried"),
            10,
            _("Tell what you are about to try, the setting, and what you would like to know."),
            questions=(
                _("What would make you say it worked?"),
                _("What do you fear?"),
            ),
        ),
        Step(
            _("Questions"),
            15,
            _("Questions to understand, no advice yet."),
        ),
        Step(
            _("What peers have lived"),
            25,
            _(
                "Each tells something close that they lived: what worked, what did not. Whoever asks listens and notes."
            ),
            questions=(_("What do you wish you had known?"),),
        ),
        Step(
            _("Options"),
            10,
            _("“In your place, I would…”: several ways, even opposed."),
        ),
        Step(
            _("What I take along"),
            10,
            _("Whoever asked says what they take along and what they try first. By when do we hear how it went?"),
        ),
    ),
    roles=(
        _("whoever asks: brings what they are about to try, and what they fear"),
        _("peers: tell what they lived, before advising"),
    ),
    care=_("It is not an evaluation: whoever asks remains free to follow nothing of it."),
)
