"""Everybody thinks before anybody speaks. From Liberating Structures (liberatingstructures.com, 1-2-4-All: 1, 2, 4 and 5 minutes).

A little longer here, for groups who work by video.
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

ONE_TWO_FOUR_ALL = Method(
    "one_two_four_all",
    _("1-2-4-all"),
    _("Alone, then in twos, in fours, then all together."),
    20,
    (4, 60),
    steps=(
        Step(
            _("The question"),
            2,
            _("Here is our question. I write it where everybody sees it."),
        ),
        Step(
            _("Alone"),
            2,
            _("In silence, note your own answer."),
            questions=(_("What could be done about it?"),),
        ),
        Step(
            _("In twos"),
            4,
            _("In twos, build on what each noted."),
            groups=2,
        ),
        Step(
            _("In fours"),
            6,
            _("Two pairs together: compare, and choose what the others must hear."),
            questions=(_("What stands out?"),),
            groups=4,
        ),
        Step(
            _("All together"),
            6,
            _("One idea for each group, without repeating. We go round again if there is time."),
        ),
    ),
    care=_("Keep to the time of each step: brevity is what lets everybody in."),
)
