"""Codéveloppement professionnel, by Payette and Champagne (Québec): six steps, five to ten people.

Statement, clarification, contract, consultation, synthesis with a plan of action, learning; often a return on the last
time before (solutions-coaching.fr; cecodev). Two and a half to three hours in the books; two hours hold with one situation.
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

CODEVELOPMENT = Method(
    "codevelopment",
    _("codevelopment"),
    _("One brings a situation; the others clarify, advise, and learn, in six steps."),
    120,
    (5, 10),
    steps=(
        Step(
            _("1. Statement"),
            10,
            _("You bring a situation. Ten minutes to tell it; nobody interrupts. The others note."),
            questions=(
                _("What happens, since when, with whom?"),
                _("In what way does it concern you?"),
            ),
        ),
        Step(
            _("2. Clarification"),
            20,
            _(
                "Questions to understand, one at a time: the facts, then what you feel about them. No disguised advice."
            ),
            questions=(
                _("What have you already tried?"),
                _("What would be different if it were solved?"),
            ),
        ),
        Step(
            _("3. Contract"),
            10,
            _("Say what you ask the group for, in one sentence. The others say whether they can give it."),
            questions=(_("Today, what would you like to leave with?"),),
        ),
        Step(
            _("4. Consultation"),
            40,
            _(
                "Consultants, answer the contract: impressions, experiences, ideas, one each in turn. Client, listen and note; no need to answer."
            ),
            questions=(
                _("What does it remind you of?"),
                _("If you were in this place, what would you do first?"),
            ),
        ),
        Step(
            _("5. Synthesis and plan"),
            20,
            _("Five minutes alone. Then say what you keep and what you will do: what, with whom, by when."),
            questions=(_("What is the first small step?"),),
        ),
        Step(
            _("6. Learning"),
            20,
            _("Each says what they learn for their own practice, the client last. How did we work together?"),
            questions=(_("What will I do otherwise where I work?"),),
        ),
    ),
    roles=(
        _("client: brings a concern, a problem or a project that is theirs and present"),
        _("consultants: the others, who help see it otherwise"),
        _("facilitator: keeps the steps and the time, and does not consult"),
    ),
    care=_("No advice before the contract: the temptation comes with the first question."),
)
