"""What waits for whoever is quoted: to say whether their words may be shown (S2)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.confidence.models import Authorisation
from tresse.core.waiting import Waiting


def authorisations(people: QuerySet[Any]) -> Iterator[Waiting]:
    """Their exact words are quoted, and they are asked; by their account, or by their address."""
    by_account = people.filter(pk=OuterRef("person")).values("pk")[:1]
    by_address = people.filter(email=Lower(OuterRef("email"))).values("pk")[:1]
    asked: QuerySet[Any] = (
        Authorisation.objects.waiting()
        .annotate(by_account=Subquery(by_account), by_address=Subquery(by_address))
        .filter(Q(by_account__isnull=False) | Q(by_address__isnull=False))
        .select_related("community")
        .defer("text")
    )
    for authorisation in asked.iterator():
        for reader_id in {authorisation.by_account, authorisation.by_address} - {None}:
            yield _to_answer(authorisation, reader_id)


def _to_answer(authorisation: Authorisation, reader_id: int) -> Waiting:
    return Waiting(
        reader_id,
        _("Your words are quoted in %(community)s: may they be shown?"),
        reverse("confidence:answer", args=[authorisation.token]),
        _("Reread them and answer"),
        facts={"community": authorisation.community},
        community_id=authorisation.community_id,
        told_at=authorisation.asked_at,
    )
