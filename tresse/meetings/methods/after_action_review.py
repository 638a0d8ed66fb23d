"""Learning just after doing, from what happened and not from who did it.

Four questions: what was intended, what happened, why, what next (US Army; USAID technical guidance, 2006). Half of the
time goes to the last two.
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

AFTER_ACTION_REVIEW = Method(
    "after_action_review",
    _("after-action review"),
    _("What was intended, what happened, why, and what next."),
    45,
    (3, 15),
    steps=(
        Step(
            _("The frame"),
            3,
            _("We were all in it, each saw a part. We look for what to learn, not for whose fault it is."),
        ),
        Step(
            _("What was intended?"),
            7,
            _("What did we want, and how would we have known?"),
        ),
        Step(
            _("What happened?"),
            10,
            _("The facts, in their order. If we saw different things, we keep both."),
        ),
        Step(
            _("Why?"),
            13,
            _("Where it differs from what we wanted, better or worse: what made the difference?"),
            questions=(
                _("What helped, that we should keep?"),
                _("What did we learn too late?"),
            ),
        ),
        Step(
            _("What next?"),
            12,
            _("What do we do the same way, and what otherwise, from when, and who?"),
            questions=(_("To whom would this be useful elsewhere?"),),
        ),
    ),
    care=_("We look for causes, never for culprits: no ranks here."),
)
