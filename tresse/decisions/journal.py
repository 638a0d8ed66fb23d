from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("decision.recorded", _("%(by)s recorded decision %(number)s: %(title)s."))
declare("decision.review_changed", _("%(by)s changed when decision %(number)s is looked at again."))
declare("decision.narrowed", _("%(by)s let fewer people read decision %(number)s."))
declare("proposal.made", _("%(by)s proposes to decide (%(number)s): %(title)s."))
declare("proposal.moved_on", _("%(by)s moved proposal %(number)s (%(title)s) on: %(step_word)s."))
declare("proposal.moved_by_clock", _("Proposal %(number)s (%(title)s) moved on by its deadline: %(step_word)s."))
declare("proposal.taken_up", _("%(by)s took up the facilitation of proposal %(number)s: %(title)s."))
declare("proposal.over_days", _("%(by)s let proposal %(number)s (%(title)s) be decided over days."))
declare(
    "proposal.amended", _("%(by)s wrote the text of proposal %(number)s (%(title)s) anew: version %(version)s.")
)
declare("proposal.objected", _("%(author_person)s objects to proposal %(number)s: %(title)s."))
declare(
    "proposal.objection_settled",
    _("The objection of %(author_person)s to proposal %(number)s (%(title)s) stands no longer: %(state_word)s."),
)
declare("proposal.noted", _("%(by)s noted in a session what was said on proposal %(number)s: %(title)s."))
declare("proposal.narrowed", _("%(by)s let fewer people read proposal %(number)s: %(title)s."))
declare("proposal.prolonged", _("The consent round of proposal %(number)s (%(title)s) goes on until %(until_on)s."))
declare("proposal.adopted", _("%(by)s noted proposal %(number)s as adopted: decision %(decision)s, %(title)s."))
declare("proposal.adopted_by_clock", _("Proposal %(number)s is adopted: decision %(decision)s, %(title)s."))
declare("proposal.withdrawn", _("%(by)s took proposal %(number)s back: %(title)s."))
declare("proposal.not_adopted", _("Proposal %(number)s is not adopted, an objection stands: %(title)s."))
declare("proposal.not_decided", _("Proposal %(number)s ends without a decision: %(title)s."))
declare("decision.reviewed", _("%(by)s looked at decision %(number)s again (%(title)s): %(finding_word)s."))
