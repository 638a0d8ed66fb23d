"""Documents to try things on, made by the same actions as everybody's."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.communities.models import Community
from tresse.core import clock
from tresse.documents import actions
from tresse.documents.models import Block, Document
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership

WORDS = "On nous avait demandé un plan. Nous avons commencé par un thé."


def document(cast: Cast, *, title: str = "Carnet de découverte", **changes: Any) -> Document:
    """A document Awa began in the cycle of CP Genre."""
    begun = actions.begin_document(cast.cycle, title=title, by=cast.awa)
    Document.objects.filter(pk=begun.pk).update(**changes)
    return Document.objects.get(pk=begun.pk)


def text(document: Document, by: Any, *, body: str = "Ce que nous avons compris.", **details: Any) -> Block:
    return actions.add_block(document, "text", body=body, by=by, **details)


def quotation(document: Document, by: Any, *, body: str = WORDS, **details: Any) -> Block:
    """Words of Fatou, who has no account."""
    who = (
        {"quoted_name": "Fatou Sarr", "quoted_email": "fatou@example.org"} if "quoted_person" not in details else {}
    )
    return actions.add_block(document, "voice", body=body, by=by, **{**who, **details})


def held_meeting(community: Community, *, number: int = 1, days_ago: int = 10, **changes: Any) -> Meeting:
    start = clock.now() - timedelta(days=days_ago)
    fields = {
        "community": community,
        "number": number,
        "title": f"Rencontre {number}",
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "convened_by": Membership.objects.inside().filter(community=community).first(),
    }
    return Meeting.objects.create(**fields | changes)
