"""Hearing what was lived before explaining it. The listening comes first: questions wait until everybody has told."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

TESTIMONIES = Method(
    "testimonies",
    _("testimonies"),
    _("Two or three people tell what they lived; the others listen, then ask."),
    45,
    (4, 40),
    steps=(
        Step(
            _("The frame"),
            3,
            _("We are going to listen. We do not interrupt, and we keep here what is told here."),
        ),
        Step(
            _("The testimonies"),
            21,
            _("Seven minutes each: one situation, as you lived it, without drawing the lesson."),
            questions=(
                _("Where were you, with whom, and what happened?"),
                _("What did you do, what did you not dare?"),
            ),
        ),
        Step(
            _("A silence"),
            3,
            _("Let us keep silent and note a word, an image, a question."),
        ),
        Step(
            _("Questions to understand"),
            12,
            _("Questions to understand, no advice. One may choose not to answer."),
        ),
        Step(
            _("What it moves in us"),
            6,
            _("One sentence each, in the first person. Those who testified have the last word."),
        ),
    ),
    roles=(_("two or three who testify: told beforehand, seven minutes each"),),
    care=_("What is told belongs to whoever tells it: nothing leaves the room without their authorisation."),
)
