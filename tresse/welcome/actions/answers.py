"""Answering those who ask to come in: welcome, a later window, or a refusal by two."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from tresse.communities.models import Community
from tresse.core import clock, journal, outbox
from tresse.core.text import exact
from tresse.decisions.models import Decision
from tresse.memberships import acts
from tresse.memberships.actions import join
from tresse.memberships.models import ActByTwo, Membership, live_membership
from tresse.memberships.queries import membership_of
from tresse.networks.actions import organisation_named
from tresse.welcome import rules
from tresse.welcome.actions.requests import held
from tresse.welcome.models import Answer, JoinRequest, RequestMessage


@transaction.atomic
def welcome(request: JoinRequest, *, by: Any) -> Membership:
    """Welcome whoever asked: their place is kept, and signing the charter opens it (S7)."""
    request = held(request)
    rules.welcoming(by, request).require()
    membership = _let_in(request, answered_by=membership_of(by, request.community))
    journal.record(
        "request.welcomed",
        stream=request.community.stream,
        subject=request,
        by=by,
        newcomer_person=request.person_id,
    )
    return membership


@transaction.atomic
def put_off(request: JoinRequest, *, by: Any, until: date, word: str = "") -> JoinRequest:
    """Propose a later window: that day the request comes back by itself to those who welcome."""
    request = held(request)
    rules.putting_off(by, request, until).require()
    request.waits_since = timezone.make_aware(datetime.combine(until, time.min))
    request.save(update_fields=["waits_since"])
    if exact(word):
        RequestMessage.objects.create(request=request, by=by, text=exact(word), at=clock.now())
    journal.record(
        "request.put_off",
        stream=request.community.stream,
        subject=request,
        by=by,
        number=request.number,
        until_on=until,
    )
    _answer(request, "welcome/request_put_off", until=until, word=exact(word), by=by)
    return request


@transaction.atomic
def ask_to_refuse(request: JoinRequest, *, by: Any, reason: str, alternative: str) -> ActByTwo:
    """Ask to refuse, with a reason and an alternative: a second person, of another organisation, reads the same (O3, E4)."""
    request = held(request)
    terms = {"reason": exact(reason), "alternative": exact(alternative)}
    act = acts.ask("request.refusing", request, request.community, by=by, terms=terms)
    request.refusal_asked_at = request.refusal_asked_at or clock.now()
    request.save(update_fields=["refusal_asked_at"])
    return act


def refuse(request: JoinRequest, terms: dict[str, Any], act: ActByTwo) -> None:
    """Two people have refused: the reason and the alternative are written to whoever asked (O3)."""
    request.answer, request.answered_at, request.answered_by = Answer.REFUSED, clock.now(), act.asked_by
    request.reason, request.alternative = terms["reason"], terms["alternative"]
    request.save(update_fields=["answer", "answered_at", "answered_by", "reason", "alternative"])
    journal.record(
        "request.refused",
        stream=request.community.stream,
        subject=request,
        by=act.asked_by.person,
        number=request.number,
    )
    _answer(request, "welcome/request_refused")


def admit(community: Community, terms: dict[str, Any], decision: Decision) -> None:
    """The community has consented: whoever asked is let in, whatever the door (O5)."""
    request = JoinRequest.objects.select_related("community", "person", "organisation").get(
        community=community, pk=terms["request"]
    )
    request.decision_number = decision.number
    _let_in(request)
    journal.record(
        "request.admitted",
        stream=community.stream,
        subject=request,
        by=None,
        newcomer_person=request.person_id,
        decision=decision.number,
    )


def close_come_in_otherwise() -> None:
    """Whoever came in by an invitation has had their answer: the request waits no more. By the clock."""
    for unanswered in JoinRequest.objects.come_in_otherwise():
        with transaction.atomic():
            request = held(unanswered)
            if not JoinRequest.objects.come_in_otherwise().filter(pk=request.pk).exists():
                continue
            place = live_membership(request.person, request.community)
            assert place is not None
            _welcomed(request, place, answered_by=place.invited_by)
            journal.record(
                "request.come_in_otherwise",
                stream=request.community.stream,
                subject=request,
                by=None,
                newcomer_person=request.person_id,
            )


def _let_in(request: JoinRequest, *, answered_by: Membership | None = None) -> Membership:
    membership = live_membership(request.person, request.community) or join(
        request.community, person=request.person, organisation=_organisation(request), invited_by=answered_by
    )
    _welcomed(request, membership, answered_by=answered_by)
    _answer(request, "welcome/request_welcomed")
    return membership


def _welcomed(request: JoinRequest, membership: Membership, *, answered_by: Membership | None) -> None:
    request.answer, request.answered_at = Answer.WELCOMED, clock.now()
    request.answered_by, request.membership = answered_by, membership
    request.save(update_fields=["answer", "answered_at", "answered_by", "membership", "decision_number"])


def _organisation(request: JoinRequest) -> Any:
    if request.organisation or not request.organisation_name:
        return request.organisation
    return organisation_named(request.organisation_name)


def _answer(request: JoinRequest, mail: str, **context: Any) -> None:
    outbox.post(
        mail,
        to=request.person.email,
        language=request.person.language,
        cause=f"{mail}:{request.pk}:{clock.now().isoformat()}",
        context={"request_to_come_in": request, "community": request.community, **context},
    )
