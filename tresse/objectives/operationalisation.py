"""« Partager son expérience, (…) valoriser et élargir au réseau » (founding text, objective 3)."""

from django.utils.translation import gettext_lazy as _

from tresse.objectives.declaration import Door, FirstGesture, Hope, Objective, Phase

OPERATIONALISATION = Objective(
    key="operationalisation",
    name=_("practices and operationalisation"),
    aim=_("Share experience, and extend it to the network."),
    symbol="○",
    dye=_("madder"),
    months=(6, 12),
    entry=_("By windows: one comes in between two sessions."),
    phases=(
        Phase(
            "situations",
            _("situations"),
            _("Bring real situations, told by those who lived them."),
            Door.BETWEEN_SESSIONS,
        ),
        Phase("analysis", _("analysis"), _("Look together at what was at play."), Door.BETWEEN_SESSIONS),
        Phase(
            "pattern",
            _("pattern"),
            _("Draw out what comes back from one situation to another."),
            Door.BETWEEN_SESSIONS,
            FirstGesture.WRITE,
        ),
        Phase(
            "sheet",
            _("practice sheet"),
            _("Write it so that somebody else can use it."),
            Door.BETWEEN_SESSIONS,
            FirstGesture.WRITE,
        ),
        Phase(
            "extend",
            _("extension"),
            _("Carry it to the network, and listen to what it does with it."),
            Door.BETWEEN_SESSIONS,
            FirstGesture.REREAD,
        ),
    ),
    formats=("codevelopment", "dpatr", "troika", "practice_evening"),
    end_documents=(_("collection of practices"), _("guide")),
    what_next=(_("renew the question"), _("training"), _("rest")),
    hopes=(
        Hope(
            ("testimony", "voice", "example"),
            3,
            _("A practice is shared from situations: three at least, as voices, testimonies or examples."),
        ),
    ),
)
