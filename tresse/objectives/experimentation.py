"""« L'expérimentation pour améliorer, créer et innover » (founding text, objective 2)."""

from django.utils.translation import gettext_lazy as _

from tresse.objectives.declaration import Door, FirstGesture, Hope, Objective, Phase

EXPERIMENTATION = Objective(
    key="experimentation",
    name=_("experimentation"),
    aim=_("Experiment, in order to improve, to create and to innovate."),
    symbol="▵",
    dye=_("weld"),
    months=(9, 18),
    entry=_("A stable group: the door closes when the trials begin."),
    phases=(
        Phase("hypothesis", _("hypothesis"), _("Say what we suppose, and what would prove us wrong."), Door.OPEN),
        Phase(
            "protocol",
            _("protocol"),
            _("Agree on who tries what, where, and what we will note."),
            Door.BETWEEN_SESSIONS,
        ),
        Phase(
            "trials",
            _("trials"),
            _("Try it at home, and write down what happens."),
            Door.CLOSED,
            FirstGesture.WRITE,
        ),
        Phase(
            "return",
            _("return"),
            _("Bring back what happened, failures included."),
            Door.CLOSED,
            FirstGesture.WRITE,
        ),
        Phase(
            "adapt", _("adapt"), _("Change the tool, then try again or conclude."), Door.CLOSED, FirstGesture.REREAD
        ),
    ),
    formats=("pairs", "peer_assist", "after_action_review", "codevelopment"),
    end_documents=(_("tested tool"), _("experience capitalisation")),
    what_next=(_("transfer"), _("scale"), _("stop")),
    hopes=(
        Hope(("trial_error",), 1, _("An experimentation keeps its failures: no block tells one yet.")),
        Hope(
            ("example", "testimony"), 2, _("What was tried in two contexts is easier to take up: show two of them.")
        ),
    ),
)
