"""Session formats: ways of working together an agenda item may use. A new one is one entry here.

`objectives/*.py` name the keys that suit each objective; a method no objective names suits all.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Method:
    key: str
    name: str | Promise
    gesture: str | Promise  # what one does, in one sentence
    minutes: int  # usual length
    people: tuple[int, int]  # fewest and most it works with


METHODS = {
    method.key: method
    for method in (
        Method(
            "check_in",
            _("check-in"),
            _("Each says in a few words with what weather they arrive."),
            10,
            (2, 40),
        ),
        Method("check_out", _("check-out"), _("Each says what they leave with."), 10, (2, 40)),
        Method(
            "open_exchange",
            _("open exchange"),
            _("One question, everybody around it, somebody keeps the floor fair."),
            30,
            (2, 40),
        ),
        Method(
            "writing_together",
            _("writing together"),
            _("Turn notes into blocks of the document, in small groups."),
            45,
            (2, 20),
        ),
        Method(
            "rereading",
            _("cross rereading"),
            _("Read what others wrote, block by block, and say what is missing."),
            45,
            (2, 20),
        ),
        Method(
            "consent_round",
            _("consent round"),
            _("A proposal, clarifications, reactions, then objections until none is left."),
            40,
            (3, 20),
        ),
        Method(
            "testimonies",
            _("testimonies"),
            _("Two or three people tell what they lived; the others listen, then ask."),
            45,
            (4, 40),
        ),
        Method(
            "outside_view",
            _("outside view"),
            _("Somebody from elsewhere says what they see in our question."),
            30,
            (4, 60),
        ),
        Method(
            "world_cafe",
            _("world café"),
            _("Small tables, one question each, people move and build on what was said."),
            75,
            (9, 60),
        ),
        Method(
            "fishbowl",
            _("fishbowl"),
            _("A few talk in the middle, one chair stays free for whoever wants to come in."),
            45,
            (8, 60),
        ),
        Method(
            "one_two_four_all",
            _("1-2-4-all"),
            _("Alone, then in twos, in fours, then all together."),
            20,
            (4, 60),
        ),
        Method(
            "pairs",
            _("pairs"),
            _("Two people of two organisations work on one canvas, then report."),
            40,
            (4, 40),
        ),
        Method(
            "peer_assist",
            _("peer assist"),
            _("Before trying, somebody asks peers what they would do in their place."),
            75,
            (4, 12),
        ),
        Method(
            "after_action_review",
            _("after-action review"),
            _("What was intended, what happened, why, and what next."),
            45,
            (3, 15),
        ),
        Method(
            "codevelopment",
            _("codevelopment"),
            _("One brings a situation; the others clarify, advise, and learn, in six steps."),
            120,
            (5, 10),
        ),
        Method("dpatr", _("DPATR"), _("Describe, problematise, analyse, theorise, reinvest."), 90, (4, 15)),
        Method(
            "troika",
            _("troika"),
            _("In threes: each in turn asks, then listens with their back turned."),
            30,
            (3, 60),
        ),
        Method(
            "practice_evening",
            _("practice evening"),
            _("Short stories of practice over a drink, open to the network."),
            90,
            (5, 60),
        ),
    )
}
