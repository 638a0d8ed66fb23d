from django.utils.translation import gettext_lazy as _

from tresse.core.journal import declare

declare("trial.over", _("The trial of %(newcomer_person)s is over: they are a full member."))
