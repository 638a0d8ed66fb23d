"""What the community consented to in a session, and two members of two organisations report (E2, E4)."""

from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.decisions.actions.register import record_reported
from tresse.memberships import effects
from tresse.memberships.models import ActByTwo, Function, Mandate, Membership


def give_mandate(community: Community, terms: dict[str, Any], act: ActByTwo) -> Mandate:
    """The decision enters the register, and gives the mandate, in one go."""
    holder = Membership.objects.select_related("person").get(community=community, pk=terms["membership"])
    with translation.override(community.language):
        strand = community.strands.filter(pk=terms.get("strand") or 0).first()
        function = capfirst(Function(terms["function"]).label) + (f" ({strand})" if strand else "")
        title = _("%(function)s: mandate of %(who)s") % {"function": function, "who": holder.person}
        outcome = _("%(who)s holds this mandate for %(months)s months: %(function)s. %(consent)s") % {
            "who": holder.person,
            "months": terms["months"],
            "function": function,
            "consent": capfirst(terms["consent"]),
        }
    decision = record_reported(act, title=title[:160], outcome=outcome)
    return effects.give_mandate(community, terms, decision)
