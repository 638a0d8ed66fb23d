"""A workshop that turns notes into blocks of the document, so that the document is made during sessions and not after them."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

WRITING_TOGETHER = Method(
    "writing_together",
    _("writing together"),
    _("Turn notes into blocks of the document, in small groups."),
    45,
    (2, 20),
    steps=(
        Step(
            _("Share out the notes"),
            5,
            _("Each group takes a set of notes and says what they would tell somebody who was not there."),
        ),
        Step(
            _("Write"),
            25,
            _("Write one block, short, with one concrete scene. No need to polish."),
            questions=(
                _("What happened, where, with whom?"),
                _("What would you do again, what would you not?"),
            ),
            groups=3,
        ),
        Step(
            _("Read aloud"),
            10,
            _("Each group reads its block. We only say what we understood and what is missing."),
        ),
        Step(
            _("Who goes on"),
            5,
            _("Who takes up this block, by what day? Whose words must be authorised?"),
        ),
    ),
    roles=(_("somebody who writes in each group"),),
    care=_("One block that says something lived is worth more than three pages of intentions."),
)
