"""What one takes along from the door: one's request and what was said about it, one's words about a trial (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership, WelcomePair
from tresse.welcome.models import JoinRequest, RequestMessage
from tresse.welcome.trials import word_of


def requests(membership: Membership) -> OwnData:
    """How I asked to come in."""
    asked = JoinRequest.objects.filter(community=membership.community_id, person=membership.person_id)
    return OwnData(
        _("How I asked to come in"),
        [
            {
                _("on"): request.asked_at,
                _("a situation I meet"): request.situation,
                _("what I hope to bring or find"): request.hope,
                _("where I come from"): request.comes_from,
                _("answer"): request.get_answer_display(),
                _("reason"): request.reason,
                _("what I may do instead"): request.alternative,
            }
            for request in asked.select_related("organisation").order_by("number")
        ],
    )


def messages(membership: Membership) -> OwnData:
    """What I wrote about requests to come in, mine and others'."""
    written = RequestMessage.objects.filter(request__community=membership.community_id, by=membership.person_id)
    return OwnData(
        _("What I wrote about requests to come in"),
        [
            {_("on"): message.at, _("request"): message.request.number, _("my words"): message.text}
            for message in written.select_related("request").order_by("at", "pk")
        ],
    )


def words(membership: Membership) -> OwnData:
    """What I said at the end of trials, mine and those of the people I welcomed."""
    pairs = WelcomePair.objects.among_three(membership).select_related("newcomer__person", "first", "second")
    said = [(pair, word_of(membership.person, pair)) for pair in pairs.order_by("pk")]
    return OwnData(
        _("My words at the end of a trial"),
        [
            {_("newcomer"): str(pair.newcomer), _("my words"): getattr(pair, place)}
            for pair, place in said
            if place and getattr(pair, place)
        ],
    )
