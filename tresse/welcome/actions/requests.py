"""Asking to come in, and what one says about it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tresse.communities.models import Community
from tresse.core import clock, journal, outbox
from tresse.core.numbers import next_number
from tresse.core.text import exact
from tresse.networks.models import Organisation
from tresse.welcome import rules
from tresse.welcome.models import JoinRequest, RequestMessage
from tresse.welcome.welcomers import welcomers_of


@transaction.atomic
def ask_in(
    community: Community,
    *,
    by: Any,
    situation: str,
    hope: str,
    organisation: Organisation | None = None,
    organisation_name: str = "",
) -> JoinRequest:
    """Ask to come in, with a situation one meets (O1). The same request sent twice gives the one that waits."""
    community = Community.objects.held().get(pk=community.pk)
    waiting = JoinRequest.objects.waiting().filter(community=community, person=by).first()
    if waiting:
        return waiting
    rules.asking_in(by, community).require()
    now = clock.now()
    request = JoinRequest.objects.create(
        community=community,
        number=next_number(community.join_requests),
        person=by,
        organisation=organisation,
        organisation_name=organisation_name.strip(),
        situation=_said("situation", situation),
        hope=_said("hope", hope),
        asked_at=now,
        waits_since=now,
    )
    journal.record("request.sent", stream=community.stream, subject=request, by=None, number=request.number)
    for welcomer in welcomers_of(community):
        if welcomer.by_mandate:  # type: ignore[attr-defined]  # without any mandate all members find it in « À vous »
            _write_to(welcomer.person, "welcome/request_received", request)
    return request


@transaction.atomic
def write_message(request: JoinRequest, *, by: Any, text: str) -> RequestMessage:
    """Write about a request. The same words sent twice are kept once."""
    request = held(request)
    rules.writing(by, request).require()
    text = _said("text", text)
    last = request.messages.order_by("at", "pk").last()
    if last and (last.by_id, last.text) == (by.pk, text):
        return last
    message = RequestMessage.objects.create(request=request, by=by, text=text, at=clock.now())
    if by.pk != request.person_id:
        _write_to(request.person, "welcome/request_message", request, of=message)
    return message


@transaction.atomic
def take_back(request: JoinRequest, *, by: Any) -> JoinRequest:
    """Take one's own request back, without having to say why."""
    request = held(request)
    rules.taking_back(by, request).require()
    request.withdrawn_at = clock.now()
    request.save(update_fields=["withdrawn_at"])
    journal.record(
        "request.taken_back", stream=request.community.stream, subject=request, by=None, number=request.number
    )
    return request


@transaction.atomic
def put_before_all(request: JoinRequest, *, by: Any) -> JoinRequest:
    """Ask all members: any full one may answer from now on, or propose a decision."""
    request = held(request)
    rules.putting_before_all(by, request).require()
    _bring_before_all(request)
    journal.record(
        "request.put_before_all",
        stream=request.community.stream,
        subject=request,
        by=by,
        number=request.number,
    )
    return request


def bring_overdue_before_all() -> None:
    """What nobody answered in fourteen days is before all members (O3). By the clock."""
    for overdue in JoinRequest.objects.overdue():
        with transaction.atomic():
            request = held(overdue)
            if not JoinRequest.objects.overdue().filter(pk=request.pk).exists():
                continue
            _bring_before_all(request)
            journal.record(
                "request.unanswered",
                stream=request.community.stream,
                subject=request,
                by=None,
                number=request.number,
            )


def held(request: JoinRequest) -> JoinRequest:
    """As it is now, its community held: two answers to one request follow each other."""
    Community.objects.held().get(pk=request.community_id)
    return JoinRequest.objects.select_related("community", "person", "organisation").get(pk=request.pk)


def _said(field: str, text: str) -> str:
    said = exact(text)
    if not said:
        raise ValidationError({field: _("Write a few words.")})
    return said


def _bring_before_all(request: JoinRequest) -> None:
    request.before_all_at = clock.now()
    request.save(update_fields=["before_all_at"])


def _write_to(person: Any, mail: str, request: JoinRequest, *, of: RequestMessage | None = None) -> None:
    outbox.post(
        mail,
        to=person.email,
        language=person.language,
        cause=f"{mail}:{request.pk}:{of.pk if of else person.pk}",
        context={"request_to_come_in": request, "community": request.community, "by": of.by if of else None},
    )
