"""What a community and a cycle need before they begin: two people of two organisations (E3)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle
from tresse.memberships.models import Function, Mandate, Membership
from tresse.memberships.queries import facilitators, several_sides
from tresse.principles.gate import Condition, Gate


def founding_gate(community: Community) -> Gate:
    """A community begins with two people of two organisations who signed its charter and co-facilitate it (E3)."""
    signed = list(Membership.objects.inside().filter(community=community).select_related("person", "organisation"))
    holders = _holders(community)
    return Gate(
        [
            Condition(_("The charter is written"), True, href=reverse("charters:charter", args=[community.slug])),
            Condition(
                _("Two people of two organisations have signed it"),
                several_sides(signed),
                _signatures_missing(signed),
                *_next_signature(community, signed),
                trace=_named(signed),
            ),
            Condition(
                _("Two people of two organisations co-facilitate"),
                several_sides(holders),
                _hands_missing(holders),
                reverse("lifecycle:founding", args=[community.slug]) + "#hands",
                _("Take the co-facilitation"),
                trace=_named(holders),
            ),
        ]
    )


def opening_gate(cycle: Cycle) -> Gate:
    """A cycle opens with two co-facilitators of two organisations, a signed charter, a question and a document (E3)."""
    community = cycle.community
    holders = facilitators(cycle.strand)
    signatures = Membership.objects.inside().filter(community=community).count()
    words = reverse("lifecycle:prepare", args=[community.slug, cycle.strand_id])
    return Gate(
        [
            Condition(
                _("Two people of two organisations co-facilitate"),
                several_sides(holders),
                _hands_missing(holders),
                reverse("memberships:mandates", args=[community.slug]),
                _("Call for hands, or propose somebody"),
                trace=_named(holders),
            ),
            Condition(
                _("The charter is signed"),
                signatures >= 2,
                _("The charter waits for its signatures."),
                reverse("charters:charter", args=[community.slug]),
                _("Read the charter"),
                trace=[_("%(count)s signatures") % {"count": signatures}] if signatures else [],
            ),
            Condition(
                _("The cycle has a question"),
                bool(cycle.question),
                _("Say what you want to understand or try, in one sentence."),
                words + "#id_question",
                _("Write the question"),
                trace=[cycle.question] if cycle.question else [],
            ),
            Condition(
                _("The cycle names the document it will make"),
                bool(cycle.intended_document),
                _("Name what will exist at the end that did not exist before."),
                words + "#id_intended_document",
                _("Name the document"),
                trace=[cycle.intended_document] if cycle.intended_document else [],
            ),
        ]
    )


def _holders(community: Community) -> list[Membership]:
    live = Mandate.objects.live().filter(membership__community=community, function=Function.CO_FACILITATION)
    found = live.select_related("membership__person", "membership__organisation")
    return list({mandate.membership_id: mandate.membership for mandate in found}.values())


def _signatures_missing(signed: list[Membership]) -> str:
    if not signed:
        return _("Nobody has signed yet: read the charter, change it if you need to, then sign it.")
    if len(signed) == 1:
        return _(
            "You are alone so far: founding takes two people of two organisations. Invite somebody from elsewhere."
        )
    return _("Those who signed come from the same organisation: invite somebody from another one.")


def _next_signature(community: Community, signed: list[Membership]) -> tuple[str, str]:
    if not signed:
        return reverse("charters:charter", args=[community.slug]), _("Read and sign the charter")
    return reverse("memberships:invite", args=[community.slug]), _("Invite somebody")


def _hands_missing(holders: list[Membership]) -> str:
    if not holders:
        return _("Nobody co-facilitates yet: it takes two people of two organisations.")
    if len(holders) == 1:
        return _("One person co-facilitates: a second one, of another organisation, is needed.")
    return _("Those who co-facilitate come from the same organisation: one of another is needed.")


def _named(memberships: list[Membership]) -> list[str]:
    return [f"{m.person} ({m.organisation or _('no organisation')})" for m in memberships]
