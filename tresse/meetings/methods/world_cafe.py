"""Conversations at small tables that people leave and join, so that ideas travel.

Rounds of about twenty minutes, tables of four, a host who stays at each, then a harvest (theworldcafe.com, hosting guide).
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

WORLD_CAFE = Method(
    "world_cafe",
    _("world café"),
    _("Small tables, one question each, people move and build on what was said."),
    75,
    (9, 60),
    steps=(
        Step(
            _("Welcome"),
            5,
            _("At each table a question and a host. We speak, we draw, then we change tables; the host stays."),
        ),
        Step(
            _("First round"),
            18,
            _("Take place. Write what matters on the tablecloth."),
            questions=(_("What do you know of this from having lived it?"),),
            groups=4,
        ),
        Step(
            _("Second round"),
            18,
            _("Change tables, each to a different one. The host says what was said; go on from there."),
            questions=(_("What links up with your first table?"),),
            groups=4,
        ),
        Step(
            _("Third round"),
            18,
            _("A last change. Look for what comes back everywhere, and what nobody said."),
            questions=(_("What question is behind our questions?"),),
            groups=4,
        ),
        Step(
            _("Harvest"),
            16,
            _("The hosts tell in two minutes what remained on their tablecloth. What do we keep, all together?"),
        ),
    ),
    roles=(_("a host at each table: stays, welcomes, says in two sentences what was said before"),),
    care=_("Write and draw on the tablecloth: it is the memory that travels."),
)
