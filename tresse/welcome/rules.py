"""Who may ask to come in, who answers, and who says a word at the end of a trial."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.memberships.models import Membership, WelcomePair, live_membership
from tresse.memberships.rules import coming_in, taking_part
from tresse.principles.openness import door
from tresse.welcome.models import Answer, JoinRequest
from tresse.welcome.trials import WORD_DAYS, second_session_at, word_of
from tresse.welcome.welcomers import welcomers

REQUESTS_A_DAY = 5
AGAIN_AFTER = timedelta(days=30)


def taking_requests(community: Community) -> Ruling:
    """A community that has begun can be asked at any moment, even while its door is closed; at rest or closed it says so."""
    if community.stage in (Stage.FORMING, Stage.LIVING):
        return granted
    return Ruling(door(community).why)


def asking_in(person: Any, community: Community) -> Ruling:
    """Anybody with an account asks to come in, of the network or not, of an organisation or of none (O1, O2)."""
    if person is None or not person.is_authenticated:
        return Ruling(_("Sign in first, so that one can answer you. What you wrote is kept."))
    return first_refusal(
        taking_requests(community), _not_there_yet(person, community), _not_refused_lately(person, community)
    ) and _not_asking_everywhere(person)


def answering(person: Any, request: JoinRequest) -> Ruling:
    """A request is answered by any one of those who welcome; once before all members, by any full one (O3)."""
    return _still_waiting(request) and taking_part(person, request.community) and _being_welcomer(person, request)


def welcoming(person: Any, request: JoinRequest) -> Ruling:
    """Whoever answers welcomes by themself, while the door is open (O5)."""
    return answering(person, request) and coming_in(request.community)


def putting_off(person: Any, request: JoinRequest, until: date) -> Ruling:
    """Whoever answers proposes a later window, with its day, within a year of the request."""
    if until <= clock.today():
        return Ruling(_("Choose a day to come: that day the request comes back to those who welcome."))
    if until > timezone.localdate(request.asked_at + JoinRequest.PUT_OFF_AT_MOST):
        return Ruling(_("A request is not put off for more than a year. Welcome, or say why not and what else."))
    return answering(person, request)


def refusing(person: Any, request: JoinRequest, terms: dict[str, Any]) -> Ruling:
    """A refusal takes two people, a reason and an alternative, which the person reads (O3)."""
    if not terms["reason"].strip() or not terms["alternative"].strip():
        return Ruling(_("Say why, and what they may do instead: they will read both."))
    return answering(person, request)


def putting_before_all(person: Any, request: JoinRequest) -> Ruling:
    """Those who welcome may ask all members, at once or before proposing a decision."""
    if request.before_all_at:
        return Ruling(_("This request is already before all members."))
    return answering(person, request)


def writing(person: Any, request: JoinRequest) -> Ruling:
    """Whoever asks and whoever may answer write to each other, until the answer."""
    if person.pk == request.person_id:
        return _still_waiting(request)
    return answering(person, request)


def taking_back(person: Any, request: JoinRequest) -> Ruling:
    """A request is taken back by whoever wrote it, at any moment before the answer, without having to say why."""
    if person is None or person.pk != request.person_id:
        return Ruling(_("A request is taken back by whoever wrote it."))
    return _still_waiting(request)


def admitting(community: Community, terms: dict[str, Any]) -> Ruling:
    """The consent of the community lets in whoever asked, even while the door is closed (O5)."""
    request = JoinRequest.objects.filter(community=community, pk=terms["request"]).first()
    if request is None or request.before_all_at is None:
        return Ruling(_("Only a request put before all members can be decided on together."))
    return _still_waiting(request) and taking_requests(community)


def saying_word(person: Any, pair: WelcomePair) -> Ruling:
    """After two sessions the newcomer and each of those who welcome them say a word, within fourteen days (O4)."""
    name = word_of(person, pair)
    if name is None:
        return Ruling(_("This word is for the newcomer and those who welcome them."))
    if name == "newcomers_word" and pair.ended_at:
        return Ruling(_("Your trial is over: you are a full member."))
    second = second_session_at(pair.newcomer)
    if second is None:
        return Ruling(_("This comes after two sessions."))
    if second + WORD_DAYS < clock.now():
        return Ruling(_("The fourteen days to say it are over."))
    return taking_part(person, pair.newcomer.community)


def _not_there_yet(person: Any, community: Community) -> Ruling:
    place = live_membership(person, community)
    if place is None:
        return granted
    if place.signed_at is None:
        return Ruling(_("Your place is already kept: read the charter, and sign it to be inside."))
    return Ruling(_("You already take part in this community."))


def _not_refused_lately(person: Any, community: Community) -> Ruling:
    refused = JoinRequest.objects.filter(community=community, person=person, answer=Answer.REFUSED)
    if refused.filter(answered_at__gt=clock.now() - AGAIN_AFTER).exists():
        return Ruling(_("You were answered less than thirty days ago. You may ask again after that."))
    return granted


def _not_asking_everywhere(person: Any) -> Ruling:
    since = clock.now() - timedelta(days=1)
    if JoinRequest.objects.filter(person=person, asked_at__gt=since).count() >= REQUESTS_A_DAY:
        return Ruling(_("You have sent five requests since yesterday. The next one can leave tomorrow."))
    return granted


def _still_waiting(request: JoinRequest) -> Ruling:
    if request.withdrawn_at:
        return Ruling(_("This request was taken back by whoever wrote it."))
    if request.answered_at:
        return Ruling(_("This request has already been answered."))
    if live_membership(request.person, request.community):
        return Ruling(_("Whoever wrote this request was invited meanwhile: their place is kept."))
    return granted


def _being_welcomer(person: Any, request: JoinRequest) -> Ruling:
    if welcomers().filter(person=person, community=request.community).exists():
        return granted
    full = Membership.objects.present().filter(person=person, community=request.community, on_trial=False)
    if request.is_before_all and full.exists():
        return granted
    if request.is_before_all:
        return Ruling(_("Answering comes after the two sessions of trial."))
    return Ruling(
        _("A request is answered by those who welcome; after fourteen days, by any member past their trial.")
    )
