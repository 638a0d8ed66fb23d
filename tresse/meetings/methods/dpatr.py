"""Analysis of practice in five movements: describe, problematise, analyse, theorise, reinvest.

After the teaching of Philippe Clauzard (université de La Réunion, analysis of professional practice): the facts, the
hypotheses, the frames that explain, the sense that is made, what becomes of it in practice.
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

DPATR = Method(
    "dpatr",
    _("DPATR"),
    _("Describe, problematise, analyse, theorise, reinvest."),
    90,
    (4, 15),
    steps=(
        Step(
            _("Describe"),
            15,
            _("Tell the scene as a camera would have filmed it. We ask for facts only."),
            questions=(_("Who does what, says what, in what order?"),),
        ),
        Step(
            _("Problematise"),
            15,
            _("What is the question in it? Each writes one, we choose the one that opens most."),
            questions=(
                _("Where is the tension?"),
                _("For whom is it a problem?"),
            ),
        ),
        Step(
            _("Analyse"),
            25,
            _(
                "Let us look for several explanations, by persons, relations, organisation, context. None is the right one."
            ),
            questions=(_("What could explain it? And what else?"),),
        ),
        Step(
            _("Theorise"),
            15,
            _("What do we understand that goes beyond this case? One sentence that somebody else could use."),
            questions=(_("What texts or experiences does it meet?"),),
        ),
        Step(
            _("Reinvest"),
            20,
            _("What will each try of it, where they work? Whoever brought the practice has the last word."),
            questions=(_("What will you try before the next time?"),),
        ),
    ),
    roles=(
        _("whoever brings the practice: tells facts, without defending them"),
        _("somebody who writes in five columns"),
    ),
    care=_("Keep description and explanation apart: the first “because” announces the next column."),
)
