"""Acts by two (E4): one asks, another of another organisation confirms, and only then it happens."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from config.weighty_acts import WEIGHTY_ACTS
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.core.rulings import Ruling
from tresse.memberships import rules
from tresse.memberships.models import ActByTwo
from tresse.memberships.queries import membership_of, place_of


def allowed(kind: str, person: Any, subject: models.Model, terms: dict[str, Any]) -> Ruling:
    """What the declaration of this act says of it at present."""
    ruling: Ruling = import_string(WEIGHTY_ACTS[kind].allowed)(person, subject, terms)
    return ruling


@transaction.atomic
def ask(
    kind: str,
    subject: models.Model,
    community: Community,
    *,
    by: Any,
    terms: dict[str, Any] | None = None,
) -> ActByTwo:
    """Ask for a weighty act: it waits for its second person. Asking again for the same gives the request already waiting."""
    Community.objects.held().get(pk=community.pk)
    terms = terms or {}
    rules.asking_for_act(by, community, by_holders=WEIGHTY_ACTS[kind].by_holders).require()
    allowed(kind, by, subject, terms).require()
    waiting = waiting_for(kind, subject)
    if waiting and waiting.terms == terms:
        return waiting
    if waiting:
        Ruling(
            _("The same thing was asked for in other terms, and waits for an answer. Decline it first.")
        ).require()
    membership, now = place_of(by, community), clock.now()
    act = ActByTwo.objects.create(
        community=community,
        kind=kind,
        subject=subject,
        terms=terms,
        asked_by=membership,
        asked_at=now,
        lapses_at=now + timedelta(days=community.charters.in_force().get().act_days),
    )
    journal.record("act.asked", stream=community.stream, subject=act, by=by, act_word=WEIGHTY_ACTS[kind].name)
    return act


@transaction.atomic
def confirm(act: ActByTwo, *, by: Any) -> ActByTwo:
    """Confirm it: it happens now, once, in this very transaction."""
    Community.objects.held().get(pk=act.community_id)
    act = ActByTwo.objects.select_related("community", "asked_by__person").get(pk=act.pk)
    rules.confirming_act(by, act).require()
    assert act.subject is not None
    allowed(act.kind, act.asked_by.person, act.subject, act.terms).require()
    act.confirmed_by, act.confirmed_at = membership_of(by, act.community), clock.now()
    act.save(update_fields=["confirmed_by", "confirmed_at"])
    journal.record(
        "act.confirmed", stream=act.community.stream, subject=act, by=by, act_word=WEIGHTY_ACTS[act.kind].name
    )
    import_string(WEIGHTY_ACTS[act.kind].done)(act.subject, act.terms, act)
    return act


@transaction.atomic
def decline(act: ActByTwo, *, by: Any, word: str = "") -> ActByTwo:
    """Say no with a word, or take one's own request back."""
    Community.objects.held().get(pk=act.community_id)
    act = ActByTwo.objects.select_related("community", "asked_by").get(pk=act.pk)
    rules.declining_act(by, act).require()
    word = word.strip()
    if not word and act.asked_by.person_id != by.pk:
        raise ValidationError({"word": _("Say in a word why not, so that whoever asked can do otherwise.")})
    act.declined_by, act.declined_at, act.word = membership_of(by, act.community), clock.now(), word
    act.save(update_fields=["declined_by", "declined_at", "word"])
    journal.record(
        "act.declined", stream=act.community.stream, subject=act, by=by, act_word=WEIGHTY_ACTS[act.kind].name
    )
    return act


def tell_lapses() -> None:
    """What nobody confirmed in time lapses; the journal says so, once (E4, E5)."""
    for act_id in list(ActByTwo.objects.lapsed_untold().values_list("pk", flat=True)):
        tell_lapse(act_id)


@transaction.atomic
def tell_lapse(act_id: int) -> None:
    """Say of this act that it lapsed; two workers at once say it once."""
    place = ActByTwo.objects.filter(pk=act_id).values("community")
    community = Community.objects.held().get(pk__in=place)
    for act in ActByTwo.objects.lapsed_untold().filter(pk=act_id):  # one at most
        act.lapsed_at = clock.now()
        act.save(update_fields=["lapsed_at"])
        journal.record(
            "act.lapsed", stream=community.stream, subject=act, by=None, act_word=WEIGHTY_ACTS[act.kind].name
        )


def waiting_for(kind: str, subject: models.Model) -> ActByTwo | None:
    """The request of this kind about this thing that still waits for its second person, if any."""
    subject_type = ContentType.objects.get_for_model(subject)
    waiting = ActByTwo.objects.waiting().filter(kind=kind, subject_type=subject_type, subject_id=subject.pk)
    return waiting.select_related("asked_by__person", "asked_by__organisation").first()
