from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("trial.over", _("The trial of %(newcomer_person)s is over: they are a full member."))
declare("request.sent", _("Somebody asks to come in: request %(number)s."))
declare("request.taken_back", _("Request %(number)s to come in was taken back by whoever wrote it."))
declare("request.welcomed", _("%(by)s welcomed %(newcomer_person)s, who had asked to come in."))
declare("request.admitted", _("The community welcomes %(newcomer_person)s, by decision %(decision)s."))
declare("request.come_in_otherwise", _("%(newcomer_person)s, who had asked to come in, was invited meanwhile."))
declare("request.put_off", _("%(by)s proposed a later window for request %(number)s: %(until_on)s."))
declare("request.put_before_all", _("%(by)s put request %(number)s to come in before all members."))
declare(
    "request.unanswered",
    _("Nobody answered request %(number)s in fourteen days: it is before all members, any of whom may welcome."),
)
declare(
    "request.refused", _("%(by)s and a second person refused request %(number)s, with a reason and an alternative.")
)
