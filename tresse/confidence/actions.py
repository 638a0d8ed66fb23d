"""Asking somebody for their own words, and hearing their answer (S2)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import QuerySet

from tresse.confidence import rules
from tresse.confidence.models import NOBODY, Attribution, Audience, Authorisation
from tresse.core import clock, indexing, journal, outbox
from tresse.core.text import digest


@transaction.atomic
def ask_authorisation(
    item: models.Model,
    *,
    text: str,
    audience: Audience,
    community: Any,
    by: Any,
    person: Any = None,
    name: str = "",
    email: str = "",
    organisation: str = "",
    about: str = "",
) -> Authorisation:
    """Ask somebody, by mail, for these exact words and this audience; what was asked before no longer counts.

    The same question asked twice to the same person is one question. Whether `by` may ask is said by the
    rules of the item.
    """
    name, email = (str(person), person.email) if person else (name, email)
    current = Authorisation.objects.of(item).current().select_for_update().first()
    if current and _same_question(current, text, audience, email):
        return current
    if current:
        _set_aside(current)
    authorisation = Authorisation.objects.create(
        subject_type=ContentType.objects.get_for_model(item),
        subject_id=item.pk,
        community=community,
        person=person,
        name=name,
        email=email,
        organisation=organisation,
        about=about,
        text=text,
        digest=digest(text),
        audience=audience,
        asked_by=by,
        asked_at=clock.now(),
    )
    journal.record("authorisation.asked", stream=community.stream, subject=authorisation, by=by, about=about)
    _post("confidence/request", authorisation, to=email, language=_language_of(authorisation), cause="request")
    return authorisation


@transaction.atomic
def set_aside_request(item: models.Model) -> None:
    """Ask no longer: the words are no longer quoted, or not from this person."""
    for authorisation in Authorisation.objects.of(item).current().select_for_update():
        _set_aside(authorisation)


@transaction.atomic
def forget_requests(items: QuerySet[Any]) -> None:
    """Nothing says any more who was asked for these words and has not given them; what was authorised stands (S2, S3)."""
    subjects = {
        "subject_type": ContentType.objects.get_for_model(items.model),
        "subject_id__in": items.values("pk"),
    }
    asked = Authorisation.objects.filter(**subjects).exclude(granted=True)
    for authorisation in asked.current():
        _set_aside(authorisation)
    asked.update(person=None, name="", email="", organisation="", word="", proposed="")


@transaction.atomic
def move_authorisation(authorisation: Authorisation, *, to: models.Model) -> Authorisation:
    """The exact words have found their place: what was said of them holds there, and for them alone."""
    authorisation = _held(authorisation)
    authorisation.subject_type, authorisation.subject_id = ContentType.objects.get_for_model(to), to.pk
    authorisation.save(update_fields=["subject_type", "subject_id"])
    indexing.changed(to)
    return authorisation


@transaction.atomic
def answer_authorisation(
    authorisation: Authorisation,
    *,
    granted: bool,
    attribution: str = "",
    role: str = "",
    organisation: str = "",
    word: str = "",
    proposed: str = "",
    by: Any = None,
    token: str = "",
) -> Authorisation:
    """Say yes and how one is named, or no with a word, or propose other words. One may change one's mind."""
    authorisation = _held(authorisation)
    rules.answering(by, authorisation, token).require()
    if granted:
        rules.signing(attribution, role, organisation).require()
    said = {
        "granted": granted,
        "attribution": attribution if granted else "",
        "named_as": _signature(authorisation, attribution, role, organisation) if granted else "",
        "word": word,
        "proposed": "" if granted else proposed,
        "withdrawn_at": None,
    }
    if said == {name: getattr(authorisation, name) for name in said}:  # sent twice
        return authorisation
    _answer(authorisation, said, "authorisation.granted" if granted else "authorisation.refused")
    return authorisation


@transaction.atomic
def withdraw_authorisation(
    authorisation: Authorisation, *, word: str = "", by: Any = None, token: str = ""
) -> Authorisation:
    """Take one's authorisation back: nothing leaves with these words from now on, and the community is told."""
    authorisation = _held(authorisation)
    rules.withdrawing(by, authorisation, token).require()
    said = {"granted": False, "attribution": "", "named_as": "", "word": word, "withdrawn_at": clock.now()}
    _answer(authorisation, said, "authorisation.taken_back")
    return authorisation


def _same_question(current: Authorisation, text: str, audience: Audience, email: str) -> bool:
    """The same words, asked of the same person for the same people to see, and not refused meanwhile."""
    if current.email.lower() != email.lower():
        return False
    asked = current.granted is None and (current.digest, current.audience) == (digest(text), audience)
    return asked or current.covers(text, audience)


def _set_aside(authorisation: Authorisation) -> None:
    authorisation.replaced_at = clock.now()
    authorisation.save(update_fields=["replaced_at"])
    _index(authorisation)


def _index(authorisation: Authorisation) -> None:
    """Whether these words may be shown has changed, so whoever finds them does too (S2)."""
    if authorisation.subject:
        indexing.changed(authorisation.subject)


def _held(authorisation: Authorisation) -> Authorisation:
    """Read again and locked until the end of the transaction, so that a change of the words and an answer follow
    each other."""
    held = Authorisation.objects.select_for_update(of=("self",)).select_related("community", "asked_by")
    return held.get(pk=authorisation.pk)


def _signature(authorisation: Authorisation, attribution: str, role: str, organisation: str) -> str:
    """What is printed beside the words. Unsigned keeps nothing that names anybody (S4)."""
    return {
        Attribution.NAMED: authorisation.name,
        Attribution.ROLE: role.strip(),
        Attribution.ORGANISATION: organisation.strip(),
        Attribution.UNSIGNED: NOBODY,
    }[Attribution(attribution)][:160]


def _answer(authorisation: Authorisation, said: dict[str, Any], kind: str) -> None:
    """Keep the answer; the journal, which does not say who, and whoever asked are told."""
    for name, value in said.items():
        setattr(authorisation, name, value)
    authorisation.answered_at = clock.now()
    authorisation.save()
    _index(authorisation)
    stream = authorisation.community.stream
    journal.record(kind, stream=stream, subject=authorisation, by=None, about=authorisation.about)
    asker = authorisation.asked_by
    cause = f"answer/{authorisation.answered_at:%Y%m%d%H%M%S%f}"
    _post("confidence/answer", authorisation, to=asker.email, language=asker.language, cause=cause)


def _language_of(authorisation: Authorisation) -> str:
    person = authorisation.person
    return str(person.language if person else authorisation.community.language)


def _post(mail: str, authorisation: Authorisation, *, to: str, language: str, cause: str) -> None:
    outbox.post(
        mail,
        to=to,
        language=language,
        cause=f"authorisation/{authorisation.pk}/{cause}",
        context={"authorisation": authorisation, "community": authorisation.community},
    )
