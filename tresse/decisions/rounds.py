"""Who decides, who has spoken on the text as it stands, and what is missing before a proposal is adopted."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.decisions.models import Consent, Deciders, Objection, ObjectionState, Proposal
from tresse.memberships.models import Mandate, Membership
from tresse.memberships.queries import several_sides

SPOKEN = (ObjectionState.LIFTED, ObjectionState.INTEGRATED)


def counted_on() -> QuerySet[Membership]:
    """Full members who are there and may write: those a decision may wait for."""
    return Membership.objects.full().taking_part().filter(person__is_active=True)


def deciders_of(community: Community, who: str) -> QuerySet[Membership]:
    """All those counted on in this community, or those of them who hold a mandate."""
    counted = counted_on().filter(community=community)
    if who == Deciders.HOLDERS:
        counted = counted.filter(Exists(Mandate.objects.live().filter(membership=OuterRef("pk"))))
    return counted.select_related("person", "organisation").order_by("person__name", "pk")


@dataclass(frozen=True)
class Place:
    """One decider in the round: what they said of the text as it stands, if they spoke."""

    membership: Membership
    consent: Consent | None
    objection: Objection | None  # standing, or settled on this version

    @property
    def has_spoken(self) -> bool:
        """Consented to this version, or lifted an objection on it. Silence is not consent."""
        if self.objection and self.objection.is_standing:
            return False
        settled = self.objection is not None and self.objection.state in SPOKEN
        return self.consent is not None or settled


@dataclass(frozen=True)
class Round:
    """Where the consent round stands."""

    proposal: Proposal
    places: list[Place]
    standing: list[Objection]  # of deciders, and of those who no longer are

    @cached_property
    def spoken(self) -> list[Membership]:
        return [place.membership for place in self.places if place.has_spoken]

    @cached_property
    def silent(self) -> list[Membership]:
        """Those who said nothing at all of the text as it stands."""
        objecting = {objection.membership_id for objection in self.standing}
        quiet = [place.membership for place in self.places if not place.has_spoken]
        return [membership for membership in quiet if membership.pk not in objecting]

    @cached_property
    def needed(self) -> int:
        """How many must have spoken, as the charter says; two at least."""
        percent = charter_in_force(self.proposal.community).spoken_percent
        return max(2, ceil(len(self.places) * percent / 100))

    @property
    def everybody_has_spoken(self) -> bool:
        return len(self.spoken) == len(self.places)

    @cached_property
    def missing(self) -> list[str]:
        """What is missing before the proposal is adopted, each in a sentence."""
        return [*self._objections_left(), *self._voices_left(), *self._sides_left()]

    def place_of(self, membership: Membership | None) -> Place | None:
        return next((place for place in self.places if place.membership == membership), None)

    def _objections_left(self) -> list[str]:
        number = len(self.standing)
        if not number:
            return []
        said = ngettext(
            "%(number)s objection stands: its author alone says when it is lifted.",
            "%(number)s objections stand: their authors alone say when they are lifted.",
            number,
        )
        return [said % {"number": number}]

    def _voices_left(self) -> list[str]:
        number = self.needed - len(self.spoken)
        if number <= 0:
            return []
        said = ngettext(
            "%(number)s more person has to speak on the text as it stands: silence is not consent.",
            "%(number)s more people have to speak on the text as it stands: silence is not consent.",
            number,
        )
        return [said % {"number": number}]

    def _sides_left(self) -> list[str]:
        if not self.spoken or several_sides(self.spoken, since=self.proposal.proposed_at):
            return []
        return [_("Those who have spoken are all of one organisation: somebody of another has to speak.")]


def round_of(proposal: Proposal) -> Round:
    """The consent round of this proposal on its text as it stands now."""
    consents = {c.membership_id: c for c in proposal.consents.filter(version=proposal.version)}
    standing = list(proposal.objections.standing().select_related("membership__person"))
    settled = proposal.objections.filter(settled_version=proposal.version, state__in=SPOKEN)
    objections = {objection.membership_id: objection for objection in [*settled, *standing]}
    deciders = deciders_of(proposal.community, proposal.deciders)
    places = [Place(m, consents.get(m.pk), objections.get(m.pk)) for m in deciders]
    return Round(proposal, places, standing)
