"""Reading what others wrote before it leaves: the cross rereading the production principle asks for (P3)."""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

REREADING = Method(
    "rereading",
    _("cross rereading"),
    _("Read what others wrote, block by block, and say what is missing."),
    45,
    (2, 20),
    steps=(
        Step(
            _("Share out the blocks"),
            5,
            _("Take blocks you did not write, if possible from another organisation."),
        ),
        Step(
            _("Read alone"),
            15,
            _("Read as somebody who was not there. Note the place and the words of each remark."),
            questions=(
                _("Could I do the same with this text alone?"),
                _("What do I not believe, and why?"),
            ),
        ),
        Step(
            _("Compare in pairs"),
            10,
            _("Tell your neighbour your two most useful remarks."),
            groups=2,
        ),
        Step(
            _("Say and decide"),
            15,
            _("Block by block: those who wrote listen, then say what they change."),
        ),
    ),
    roles=(_("those who wrote: they listen first, and answer each remark afterwards"),),
    care=_("Remarks are about the text, never about who wrote it."),
)
