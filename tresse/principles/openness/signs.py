"""The signs of continuity a community reads of itself: a stable heart, and open edges (founding text, principle 2)."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.commitments.models import Became, Commitment
from tresse.communities.models import Community, Cycle
from tresse.memberships.models import Membership
from tresse.principles.openness import continuity
from tresse.principles.signs import NOTHING, Corridor, Sign

SOME = 3  # of fewer people than this, a share would speak of somebody
FEW = 5  # what people said of their own part is counted from here up (S6)

NEWCOMERS = (50, 100)
CORE = (50, 90)
NON_MEMBERS = (10, 60)
LARGEST_ORGANISATION = (0, 40)
TOGETHER = (25, 90)


@dataclass(frozen=True)
class Advice:
    """What may explain that a share leaves its corridor, and what one could do."""

    cause: str
    gesture: str
    href: str
    label: str


def signs(community: Community) -> list[Sign]:
    """Each sign with what it says, what may explain it and one gesture. Never a person, never a rank."""
    return [
        _newcomers(community),
        _core(community),
        _non_members(community),
        _spread(community),
        _together(community),
        *_commitments(community),
    ]


def _sign(
    name: str, said: str, corridor: Corridor, below: Advice | None = None, above: Advice | None = None
) -> Sign:
    """Inside its corridor a sign is calm; on either side it comes with its advice."""
    advice = below if corridor.percent < corridor.low else above if corridor.percent > corridor.high else None
    return Sign(name, said, **(vars(advice) if advice else {}), corridor=corridor)


def _newcomers(community: Community) -> Sign:
    share = continuity.newcomers_staying([community.pk]).get(community.pk, NOTHING)
    name = _("Newcomers, at their third session")
    if share.whole < SOME:
        return Sign(name, _("Too few people came in lately for this to say anything."))
    said = _("Of %(whole)s people who came in, %(some)s still came at the third session or later.") % vars(share)
    advice = Advice(
        _("Sessions may follow a thread that whoever was not there before cannot catch."),
        _("Begin the next session with what a newcomer needs, and ask the last ones what they missed."),
        *_sessions(community),
    )
    return _sign(name, said, Corridor(share.percent, *NEWCOMERS), below=advice)


def _core(community: Community) -> Sign:
    share = continuity.core_carried_over([community.pk]).get(community.pk, NOTHING)
    name = _("From one cycle to the next")
    advice = _closed_upon_itself(community)
    if share.whole < SOME:
        said = _("It takes two cycles, the second one a month old, for this to say anything.")
        return Sign(name, advice[0], **vars(advice[1])) if advice else Sign(name, said)
    said = _("Of those who carried the cycle before, %(percent)s %% still take part.") % {"percent": share.percent}
    corridor = Corridor(share.percent, *CORE)
    if advice and share.percent >= corridor.low:
        return Sign(name, f"{said} {advice[0]}", **vars(advice[1]), corridor=corridor)
    tired = Advice(
        _("Those who carried it may be tired, or the new question may not be theirs."),
        _("Call two of them: what would make the cycle lighter, and what should not be lost?"),
        reverse("memberships:members", args=[community.slug]),
        _("See who is here"),
    )
    return _sign(name, said, corridor, below=tired)


def _closed_upon_itself(community: Community) -> tuple[str, Advice] | None:
    """No newcomer in two cycles: said, whatever the share of those who stay."""
    if community.pk not in continuity.without_newcomers([community.pk]):
        return None
    return _("Nobody came in since the cycle before this one began."), Advice(
        _("A group that knows itself well may no longer hear how hard it is to come in."),
        _("Open one session to everybody, and each invite one person from elsewhere."),
        *_invitation(community),
    )


def _non_members(community: Community) -> Sign:
    share = continuity.non_members([community.pk]).get(community.pk, NOTHING)
    name = _("People from outside the network")
    if share.whole < SOME:
        return Sign(name, _("Too few people are here for this to say anything."))
    return _sign(
        name,
        _("%(some)s of the %(whole)s people here come from no member organisation of the network.") % vars(share),
        Corridor(share.percent, *NON_MEMBERS),
        below=Advice(
            _("What one invites by word of mouth resembles oneself."),
            _("Who meets the same situation without being of the network? Invite one of them."),
            *_invitation(community),
        ),
        above=Advice(
            _("The member organisations may not know that this community is theirs too."),
            _("Tell the network of the next open session, and invite one member organisation."),
            *_invitation(community),
        ),
    )


def _spread(community: Community) -> Sign:
    name, said = _("Organisations and countries"), _people_and_homes(community)
    share = continuity.largest_organisation([community.pk]).get(community.pk, NOTHING)
    if share.whole < FEW:
        return Sign(name, said)
    largest = _("One organisation brings %(percent)s %% of them.") % {"percent": share.percent}
    advice = Advice(
        _("Where most people are colleagues, the others listen more than they speak."),
        _("Hold the next session at another organisation’s, and invite from two others."),
        *_invitation(community),
    )
    return _sign(name, f"{said} {largest}", Corridor(share.percent, *LARGEST_ORGANISATION), above=advice)


def _people_and_homes(community: Community) -> str:
    present = Membership.objects.present().filter(community=community).order_by()
    homes = list(present.values_list("organisation_id", "organisation__country"))
    organisations = len({home for home, _country in homes if home})
    countries = len({country.strip().casefold() for _home, country in homes if country and country.strip()})
    return _("%(people)s, of %(organisations)s, in %(countries)s.") % {
        "people": ngettext("%(n)s person", "%(n)s people", len(homes)) % {"n": len(homes)},
        "organisations": ngettext("%(n)s organisation", "%(n)s organisations", organisations)
        % {"n": organisations},
        "countries": ngettext("%(n)s country", "%(n)s countries", countries) % {"n": countries},
    }


def _together(community: Community) -> Sign:
    share = continuity.worked_together([community.pk]).get(community.pk, NOTHING)
    name = _("People who have worked together")
    if share.whole < SOME:
        return Sign(name, _("Too few people are here for this to say anything."))
    return _sign(
        name,
        _("Within a year, %(some)s of the %(whole)s possible pairs met in a session or at a document.")
        % vars(share),
        Corridor(share.percent, *TOGETHER),
        below=Advice(
            _("Many know each other by name only; sessions may bring the same few together."),
            _("In the next session, work in pairs who have never worked together."),
            *_sessions(community),
        ),
        above=Advice(
            _("Everybody knows everybody: it is a good moment for somebody new."),
            _("Each invite one person from elsewhere to the next session."),
            *_invitation(community),
        ),
    )


def _commitments(community: Community) -> list[Sign]:
    """What became of what each one brought, in the last cycle that ended, by their own word: counts from five up."""
    last = Cycle.objects.ended().filter(strand__community=community).order_by("ended_at").last()
    if last is None:
        return []
    looked_back = Commitment.objects.filter(cycle=last).exclude(became="")
    counted = Counter(looked_back.values_list("became", flat=True))
    name = _("What each one had said they would bring")
    words = [f"{Became(state).label} ({counted[state]})" for state in Became.values if counted[state] >= FEW]
    if not words:
        return [Sign(name, _("Fewer than five people said the same of what became of it: it stays theirs."))]
    said = _("In the last cycle: %(counts)s. None of these words is better than another.")
    return [Sign(name, said % {"counts": ", ".join(words)})]


def _sessions(community: Community) -> tuple[str, str]:
    return reverse("meetings:meetings", args=[community.slug]), _("Prepare the next session")


def _invitation(community: Community) -> tuple[str, str]:
    return reverse("memberships:members", args=[community.slug]) + "#invite", _("Invite somebody")
