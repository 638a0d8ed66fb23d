"""The signs a community reads of how it shares the load: never a person, never a rank (principle 1)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.networks.models import Stewardship
from tresse.principles.engagement.load import Carried, carried_lately
from tresse.principles.signs import Corridor, Share, Sign

SOME = 3  # of fewer sessions than this, a share would say nothing
BUSIEST = (0, 50)
STEWARDS = (0, 34)


def signs(community: Community) -> list[Sign]:
    """How much rests on one person, and on the network's own staff, in the sessions of the last twelve months."""
    carried = carried_lately(community)
    return [_busiest(community, carried), _stewards(community, carried)]


def _busiest(community: Community, carried: Carried) -> Sign:
    name = _("Sessions led by one same person")
    most = max(carried.times_led.values(), default=0)
    share = Share(most, len(carried.sessions))
    if share.whole < SOME:
        return Sign(name, _too_few())
    said = _("The person who led most led %(some)s of the last %(whole)s sessions.") % vars(share)
    corridor = Corridor(share.percent, *BUSIEST)
    if corridor.is_inside:
        return Sign(name, said, corridor=corridor)
    return Sign(
        name,
        said,
        cause=_("It is easier to go on with whoever knows how; nobody else has been asked in so many words."),
        gesture=_("Prepare the next session by two, somebody who has not led lately with somebody who has."),
        href=reverse("meetings:new", args=[community.slug]),
        label=_("Call a session"),
        corridor=corridor,
    )


def _stewards(community: Community, carried: Carried) -> Sign:
    name = _("Sessions led by the network's staff")
    stewards = set(Stewardship.objects.live().values_list("person", flat=True))
    by_them = sum(bool(people & stewards) for people in carried.led.values())
    share = Share(by_them, len(carried.sessions))
    if share.whole < SOME:
        return Sign(name, _too_few())
    said = _("The staff of the network led %(some)s of the last %(whole)s sessions.") % vars(share)
    corridor = Corridor(share.percent, *STEWARDS)
    if corridor.is_inside:
        return Sign(name, said, corridor=corridor)
    return Sign(
        name,
        said,
        cause=_("The network helped at the beginning, and nobody took it up."),
        gesture=_("Call for hands, so that members hold the co-facilitation themselves."),
        href=reverse("memberships:mandates", args=[community.slug]),
        label=_("See the responsibilities"),
        corridor=corridor,
    )


def _too_few() -> str:
    return _("Too few sessions were held lately for this to say anything.")
