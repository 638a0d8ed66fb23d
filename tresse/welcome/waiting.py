"""What waits at the door: requests to answer, and a word after two sessions."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Stage
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.memberships.models import Membership, WelcomePair
from tresse.welcome.models import JoinRequest
from tresse.welcome.trials import WORD_DAYS, with_second_session
from tresse.welcome.welcomers import welcomers


def requests(people: QuerySet[Any]) -> Iterator[Waiting]:
    """Requests to come in: for those who welcome, then, unanswered for fourteen days, for every full member (O3)."""
    due = list(JoinRequest.objects.due().select_related("community", "person"))
    at_doors = {request.community_id for request in due}
    answering = _by_community(welcomers().filter(person__in=people, community__in=at_doors)) if due else {}
    full = Membership.objects.present().filter(person__in=people, on_trial=False)
    to_all = {request.community_id for request in due if request.is_before_all}
    everybody = _by_community(full.filter(community__in=to_all))
    for request in due:
        asked = everybody if request.is_before_all else answering
        for person_id in asked.get(request.community_id, ()):
            yield _request(request, person_id)


def words(people: QuerySet[Any]) -> Iterator[Waiting]:
    """After two sessions the newcomer and those who welcome them each say a word (O4)."""
    asking = set(people.values_list("pk", flat=True))
    for newcomer in _asked_for_a_word(people):
        pair = newcomer.welcome_pair
        three = (
            (newcomer if newcomer.on_trial else None, pair.newcomers_word),
            (pair.first, pair.firsts_word),
            (pair.second, pair.seconds_word),
        )
        for place, word in three:
            if place and not word and place.is_present and place.person_id in asking:
                yield _word(newcomer, place)


def _by_community(memberships: QuerySet[Membership]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for community_id, person_id in memberships.values_list("community", "person"):
        found.setdefault(community_id, []).append(person_id)
    return found


def _request(request: JoinRequest, person_id: int) -> Waiting:
    sentence = (
        _("%(who)s asks to come in to %(community)s, and nobody has answered in time: any full member may.")
        if request.is_before_all
        else _("%(who)s asks to come in to %(community)s.")
    )
    return Waiting(
        person_id,
        sentence,
        request.get_absolute_url(),
        _("Read and answer"),
        {"who": str(request.person), "community": request.community.name},
        by=None if request.is_before_all else request.answered_by_day,
        community_id=request.community_id,
    )


def _asked_for_a_word(people: QuerySet[Any]) -> QuerySet[Any]:
    since = clock.now() - WORD_DAYS
    pairs = WelcomePair.objects.filter(
        Q(newcomer__person__in=people, newcomers_word="")
        | Q(first__person__in=people, firsts_word="")
        | Q(second__person__in=people, seconds_word="")
    )
    of_these = (
        Membership.objects.present()
        .filter(pk__in=pairs.values("newcomer"), signed_at__lt=clock.now())
        .exclude(community__stage=Stage.CLOSED)
        .select_related("community", "person", "welcome_pair__first", "welcome_pair__second")
    )
    return with_second_session(of_these).filter(second_session_at__gt=since).order_by("pk")


def _word(newcomer: Any, place: Membership) -> Waiting:
    is_newcomer = place.pk == newcomer.pk
    sentence = (
        _("You have been at two sessions of %(community)s: say a word, and your trial is over.")
        if is_newcomer
        else _("%(who)s has been at two sessions of %(community)s: say a word about this welcome.")
    )
    return Waiting(
        place.person_id,
        sentence,
        reverse("welcome:word", args=[newcomer.community.slug, newcomer.welcome_pair.pk]),
        _("Say my word"),
        {"who": str(newcomer.person), "community": newcomer.community.name},
        by=newcomer.second_session_at + WORD_DAYS,
        community_id=newcomer.community_id,
    )
