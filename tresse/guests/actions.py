"""Inviting somebody to one thing without an account, and what they do there."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.module_loading import import_string

from config.guest_things import GUEST_THINGS
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.guests import emails, rules
from tresse.guests.models import Guest
from tresse.guests.phrases import invited_to
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of

Pointer = dict[str, Any]


@transaction.atomic
def invite_guest(
    community: Community,
    *,
    by: Any,
    name: str,
    email: str,
    kind: str = "question",
    thing: Any = None,
    question: str = "",
    word: str = "",
    language: str = "",
) -> Guest:
    """Ask somebody by mail to one thing. Asking the same address to the same thing again gives the link they have.

    A link that has ended by itself opens again, so that what they left stays theirs.
    """
    Community.objects.held().get(pk=community.pk)
    rules.inviting(by, community, kind, thing).require()
    email = email.strip().lower()
    rules.being_guest(email, community).require()
    pointer = _pointer(thing, question)
    there = Guest.objects.filter(community=community, email=email, withdrawn_at=None, **pointer).first()
    if there and there.is_live:
        return there
    rules.inviting_today(by).require()
    inviter = place_of(by, community)
    guest = there or Guest(community=community, email=email, **pointer)
    guest.invited_by, guest.invited_at, guest.expires_at = inviter, clock.now(), _until(kind, thing)
    guest.name, guest.word, guest.language = name.strip(), word, language or community.language
    guest.save()
    _record("guest.invited", guest, by=by)
    _write_to(guest, kind)
    return guest


@transaction.atomic
def withdraw_guest(guest: Guest, *, by: Any) -> Guest:
    """Take a link back: it opens nothing any more. What the guest left stays."""
    guest = _held(guest)
    rules.withdrawing(by, guest).require()
    _end(guest)
    _record("guest.withdrawn", guest, by=by)
    return guest


@transaction.atomic
def end_own_link(guest: Guest, *, unnamed: bool) -> Guest:
    """A guest has had enough: the link ends, and, if they wish, their name goes with it (S8)."""
    guest = _held(guest)
    rules.coming_by_link(guest).require()
    _end(guest)
    if unnamed:
        _forget(guest)
    _record("guest.ended", guest, by=None)
    return guest


@transaction.atomic
def go_by(guest: Guest, *, name: str) -> Guest:
    """Say under what name one stands there."""
    guest = _held(guest)
    rules.coming_by_link(guest).require()
    guest.name = name.strip()
    guest.save(update_fields=["name"])
    return guest


@transaction.atomic
def answer_question(guest: Guest, *, answer: str) -> Guest:
    """Answer the question one was asked, or say it better."""
    guest = _held(guest)
    rules.answering_question(guest).require()
    is_first, is_same = guest.answered_at is None, guest.answer == answer
    if is_same:
        return guest
    guest.answer, guest.answered_at = answer, clock.now()
    guest.save(update_fields=["answer", "answered_at"])
    if is_first:
        _record("guest.answered", guest, by=None, inviter_person=guest.invited_by.person_id)
    return guest


def end_links_to(thing: models.Model) -> None:
    """What they were invited to is finished: their links end now."""
    Guest.objects.invited_to(thing).live().update(expires_at=clock.now())


def move_links_to(thing: models.Model, until: datetime) -> None:
    """What they were invited to takes place at another moment: their links end with it."""
    Guest.objects.invited_to(thing).filter(withdrawn_at=None).update(expires_at=until)


def forget_guests_of(thing: models.Model) -> None:
    """Nothing may say who was expected there any more (S3): names and addresses go, and the links end."""
    Guest.objects.invited_to(thing).update(name="", email="", word="", place=None, discreet=True)
    Guest.objects.invited_to(thing).filter(withdrawn_at=None).update(withdrawn_at=clock.now())


def recognise(place: Membership, addresses: list[str]) -> int:
    """Somebody came in with an address that was a guest's: what they did as a guest is theirs. How many links."""
    met = Guest.objects.filter(community=place.community_id, place=None, email__in=[a.lower() for a in addresses])
    return met.update(place=place)


def _pointer(thing: Any, question: str) -> Pointer:
    if thing is None:
        return {"thing_type": None, "thing_id": None, "question": question.strip()}
    return {"thing_type": ContentType.objects.get_for_model(thing), "thing_id": thing.pk, "question": ""}


def _until(kind: str, thing: Any) -> datetime:
    if thing is None:
        return clock.now() + Guest.QUESTION_LASTS
    until: datetime = import_string(GUEST_THINGS[kind].until)(thing)
    return until


def _held(guest: Guest) -> Guest:
    locked = Guest.objects.select_for_update(of=("self",))
    return locked.select_related("community", "invited_by__person").get(pk=guest.pk)


def _end(guest: Guest) -> None:
    guest.withdrawn_at = clock.now()
    guest.save(update_fields=["withdrawn_at"])


def _forget(guest: Guest) -> None:
    guest.name, guest.email, guest.discreet = "", "", True
    guest.save(update_fields=["name", "email", "discreet"])


def _record(kind: str, guest: Guest, *, by: Any, **facts: Any) -> None:
    facts = facts or {"thing_word": journal.word(invited_to(guest))}
    journal.record(kind, stream=guest.community.stream, subject=guest, by=by, **facts)


def _write_to(guest: Guest, kind: str) -> None:
    if kind in GUEST_THINGS:
        import_string(GUEST_THINGS[kind].written)(guest)
    else:
        emails.ask(guest)
