from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("act.asked", _("%(by)s asked for an act by two: %(act_word)s."))
declare("act.confirmed", _("%(by)s confirmed an act by two: %(act_word)s."))
declare("act.declined", _("%(by)s declined an act by two: %(act_word)s."))
declare("membership.invited", _("%(by)s invited somebody."))
declare("membership.paused", _("%(by)s is pausing."))
declare("membership.came_back", _("%(by)s is back from a pause."))
declare("membership.moved", _("%(by)s now comes from: %(where)s."))
declare("membership.left", _("%(by)s left the community."))
declare("membership.left_otherwise", _("Somebody left the community. What stays of theirs is signed: %(by)s."))
declare("membership.left_unsigned", _("Somebody left the community, and what stays of theirs is no longer signed."))
declare(
    "membership.nobody_left",
    _("Nobody is inside any more, and nobody can let anyone in. What was made stays to be read."),
)
declare("membership.accepted", _("%(by)s accepted an invitation."))
declare(
    "mandate.given",
    _("%(holder_person)s holds a mandate until %(until_on)s: %(function_word)s. Given by: %(given_by)s."),
)
declare(
    "mandate.renewed",
    _("%(holder_person)s goes on with a mandate until %(until_on)s: %(function_word)s. Given by: %(given_by)s."),
)
declare("mandate.ended", _("%(by)s ended a mandate: %(function_word)s."))
declare("mandate.given_up", _("%(by)s gave up a mandate before it began: %(function_word)s."))
declare(
    "mandate.ending_soon",
    _("The mandate of %(holder_person)s ends on %(until_on)s: %(function_word)s. It may be renewed or taken up."),
)
declare("mandate.over", _("The mandate of %(holder_person)s ended on %(until_on)s: %(function_word)s."))
declare("mandate.handed_over", _("%(by)s left a note for whoever takes a mandate up: %(function_word)s."))
declare("mandate.taken_up", _("%(by)s read the note left for their mandate: %(function_word)s."))
declare(
    "mandate.interim",
    _(
        "%(by)s and %(second_person)s hold the co-facilitation in the interim until %(until_on)s: nobody held it any more."
    ),
)
declare("call.opened", _("%(by)s calls for hands: %(function_word)s."))
declare(
    "call.opened_by_itself",
    _("Fewer than two people of two organisations co-facilitate: hands are called for. Nothing is locked."),
)
declare("call.hand_raised", _("%(by)s raised a hand: %(function_word)s."))
declare("call.closed", _("%(by)s closed a call for hands: %(function_word)s."))
declare("call.answered", _("A call for hands is answered: %(function_word)s."))
declare("act.lapsed", _("Nobody confirmed an act by two in time, and it lapsed: %(act_word)s."))
