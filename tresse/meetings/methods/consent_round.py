"""Deciding by consent, as sociocracy does it: nobody has a reasoned objection, which is not everybody being delighted.

Proposal, clarifications, reactions, amendments, objections (semawe.fr; sociocracyforall.org). Two kinds of objection count:
the proposal harms what we are here for, or exceeds what somebody can bear (sociocratie-france.fr).
"""

from django.utils.translation import gettext_lazy as _

from tresse.meetings.methods.declaration import Method, Step

CONSENT_ROUND = Method(
    "consent_round",
    _("consent round"),
    _("A proposal, clarifications, reactions, then objections until none is left."),
    40,
    (3, 20),
    steps=(
        Step(
            _("The proposal"),
            5,
            _("Here is the proposal, and the need it answers. We listen without reacting."),
        ),
        Step(
            _("Clarifications"),
            8,
            _("Questions to understand, not yet opinions. No answer is an answer too: “not specified”."),
            questions=(_("What do you need to know to say where you stand?"),),
        ),
        Step(
            _("Reactions"),
            8,
            _("One round: how does this proposal sound to you? Nobody answers."),
        ),
        Step(
            _("Amendments"),
            5,
            _("Whoever proposes says what they change after hearing us, or that it stays as it is."),
        ),
        Step(
            _("Objections"),
            12,
            _(
                "One round: “no objection”, or an objection and its reason. We take them one by one and amend until none is left."
            ),
            questions=(
                _("Does it harm what we are here for?"),
                _("Does it exceed what you can bear?"),
                _("What would lift your objection?"),
            ),
        ),
        Step(
            _("It is decided"),
            2,
            _("There is no objection left: it is adopted. By what day do we look at it again?"),
        ),
    ),
    roles=(
        _("whoever proposes: says the proposal, answers questions, takes up what improves it"),
        _("whoever facilitates: gives the word in rounds, and does not argue"),
    ),
    care=_("An objection is a gift to the proposal: ask what would lift it, not whether it is justified."),
)
