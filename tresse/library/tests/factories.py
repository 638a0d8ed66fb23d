"""A document that has lived everything the gate asks for, and ways to take one thing away from it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType

from tests.cast import Cast
from tresse.confidence.models import Attribution, Audience, Authorisation
from tresse.core import clock
from tresse.core.text import digest
from tresse.documents.models import Block, Document, Remark, Rereading
from tresse.documents.queries import trace_of
from tresse.library.content import snapshot
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo, Membership

SAID = "On a cessé de compter les femmes présentes ; on a compté qui parlait."


def publishable(cast: Cast, **fields: Any) -> Document:
    """Blocks from three organisations, two sessions, a rereading, an authorisation: only publishing is left."""
    document = Document.objects.create(
        **{
            "community": cast.community,
            "cycle": cast.cycle,
            "title": "Faire place : carnet de découverte",
            "summary": "Ce que huit organisations ont appris en regardant qui parle.",
            "begun_by": cast.place("awa"),
            "original_declared_at": clock.now(),
            "original_declared_by": cast.place("awa"),
            **fields,
        }
    )
    first, second = held(cast, 1, month=3), held(cast, 2, month=4, audience=Audience.PUBLIC)
    block(
        document,
        cast.place("awa"),
        "text",
        "Nous sommes parties d'une *gêne*.",
        title="D'où l'on part",
        source=first,
    )
    block(
        document, cast.place("claire"), "method", "1. Noter\n2. Compter", title="Compter la parole", source=second
    )
    block(document, cast.place("member"), "trial_error", "Nous avons cru que…", title="Un essai", source=second)
    voice = quotation(document, cast.place("awa"), SAID, source=first)
    authorise(voice, cast.member, named_as="Mina Membre")
    reread(document, cast.place("former"))
    remark(document.blocks.first(), cast.place("former"), answer="C'est corrigé.")
    return document


def held(cast: Cast, number: int, *, month: int, audience: str = Audience.COMMUNITY) -> Meeting:
    """A session that took place."""
    begins = datetime(2026, month, 12, 14, tzinfo=ZoneInfo("Europe/Paris"))
    return Meeting.objects.create(
        community=cast.community,
        cycle=cast.cycle,
        number=number,
        title=f"Qui parle ? ({number})",
        audience=audience,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        convened_by=cast.place("awa"),
    )


def block(
    document: Document, by: Membership, kind: str, body: str, *, source: Meeting | None = None, **fields: Any
) -> Block:
    return Block.objects.create(
        document=document,
        position=document.blocks.count() + 1,
        kind_key=kind,
        body=body,
        brought_by=by,
        source_type=ContentType.objects.get_for_model(Meeting) if source else None,
        source_id=source.pk if source else None,
        **fields,
    )


def quotation(
    document: Document, by: Membership, body: str, *, source: Meeting | None = None, kind: str = "voice"
) -> Block:
    return block(document, by, kind, body, source=source)


def authorise(
    quoted: Block,
    person: Any,
    *,
    attribution: str = Attribution.NAMED,
    named_as: str = "",
    audience: str = Audience.PUBLIC,
) -> Authorisation:
    """The person quoted said yes to these very words."""
    Authorisation.objects.of(quoted).current().update(replaced_at=clock.now())
    return Authorisation.objects.create(
        subject=quoted,
        community=quoted.document.community,
        person=person,
        name=person.name,
        email=person.email,
        text=quoted.body,
        digest=digest(quoted.body),
        audience=audience,
        asked_by=quoted.brought_by.person,
        granted=True,
        attribution=attribution,
        named_as="—" if attribution == Attribution.UNSIGNED else named_as,
        answered_at=clock.now(),
    )


def reread(document: Document, by: Membership) -> Rereading:
    return Rereading.objects.create(document=document, by=by)


def remark(of: Block, by: Membership, *, answer: str = "") -> Remark:
    return Remark.objects.create(
        block=of,
        by=by,
        text="Qu'entend-on par là ?",
        answer=answer,
        answered_by=of.brought_by if answer else None,
        answered_at=clock.now() if answer else None,
    )


def published(cast: Cast, document: Document | None = None) -> Publication:
    """A publication made as the two people make it: Awa asks, Claire confirms."""
    document = document or publishable(cast)
    return confirmed(cast, asked_to_publish(cast, document)).publication


def asked_to_publish(cast: Cast, document: Document) -> ActByTwo:
    terms = {"digest": snapshot(trace_of(document)).digest}
    return acts.ask("document.publishing", document, cast.community, by=cast.awa, terms=terms)


def confirmed(cast: Cast, act: ActByTwo) -> ActByTwo:
    return acts.confirm(act, by=cast.claire)
