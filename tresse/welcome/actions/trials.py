"""How a trial ends: nothing is needed from a committee."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from tresse.communities.models import Community, Stage
from tresse.core import clock, journal
from tresse.core.text import exact
from tresse.memberships.actions import welcome_pairs
from tresse.memberships.models import Membership, WelcomePair
from tresse.welcome import rules
from tresse.welcome.trials import WORD_DAYS, on_trial, word_of


@transaction.atomic
def say_word(pair: WelcomePair, *, by: Any, word: str) -> WelcomePair:
    """Say a word after the two sessions. The newcomer's ends the trial; the three alone read them."""
    Community.objects.held().get(pk=pair.newcomer.community_id)
    pair = WelcomePair.objects.select_related("newcomer__community", "first", "second").get(pk=pair.pk)
    rules.saying_word(by, pair).require()
    name = word_of(by, pair)
    assert name is not None  # the rule said so
    setattr(pair, name, exact(word))
    pair.save(update_fields=[name])
    if name == "newcomers_word":
        _end_trial(pair.newcomer, by=by)
    return pair


def end_trials() -> None:
    """Fourteen days after the second session a trial is over, whether or not a word was said. By the clock."""
    since = clock.now() - WORD_DAYS
    for pk, community_id in list(on_trial().filter(second_session_at__lte=since).values_list("pk", "community")):
        with transaction.atomic():
            Community.objects.held().get(pk=community_id)
            due = on_trial().filter(pk=pk, second_session_at__lte=since).select_related("community")
            for newcomer in due:
                _end_trial(newcomer, by=None)


def complete_pairs() -> None:
    """A place left empty in a welcome pair is filled as soon as somebody can take it (O4). By the clock."""
    empty = WelcomePair.objects.going_on().filter(Q(first=None) | Q(second=None), newcomer__on_trial=True)
    for pair in empty.exclude(newcomer__community__stage=Stage.CLOSED).select_related("newcomer"):
        with transaction.atomic():
            Community.objects.held().get(pk=pair.newcomer.community_id)
            welcome_pairs.propose(pair.newcomer)


def _end_trial(newcomer: Membership, *, by: Any) -> None:
    Membership.objects.filter(pk=newcomer.pk).update(on_trial=False)
    WelcomePair.objects.filter(newcomer=newcomer).update(ended_at=clock.now())
    journal.record(
        "trial.over",
        stream=newcomer.community.stream,
        subject=newcomer,
        by=by,
        newcomer_person=newcomer.person_id,
    )
