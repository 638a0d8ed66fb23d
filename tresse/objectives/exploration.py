"""« Découvrir pour initier et renforcer » (founding text, objective 1)."""

from django.utils.translation import gettext_lazy as _

from tresse.objectives.declaration import Door, FirstGesture, Hope, Objective, Phase

EXPLORATION = Objective(
    key="exploration",
    name=_("exploration and discovery"),
    aim=_("Discover, in order to initiate and to strengthen."),
    symbol="◇",
    dye=_("woad"),
    months=(3, 6),
    entry=_("Wide open: one may come in at any moment."),
    phases=(
        Phase(
            "question",
            _("question"),
            _("Say what we want to understand, and from which situations."),
            Door.OPEN,
        ),
        Phase("outside_views", _("outside views"), _("Hear people who look at it from elsewhere."), Door.OPEN),
        Phase(
            "map",
            _("map"),
            _("Draw the map of what we found: questions, landmarks, surprises."),
            Door.OPEN,
            FirstGesture.WRITE,
        ),
        Phase(
            "what_next", _("what next"), _("Decide together what becomes of it."), Door.OPEN, FirstGesture.REREAD
        ),
    ),
    formats=("testimonies", "outside_view", "world_cafe", "fishbowl", "one_two_four_all"),
    end_documents=(_("discovery notebook"), _("landmarks")),
    what_next=(
        _("stop"),
        _("merge with another community"),
        _("become an experimentation or a shared practice"),
    ),
    hopes=(Hope(("landmark",), 1, _("A discovery leaves landmarks: none of the blocks is one yet.")),),
)
