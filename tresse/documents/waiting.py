"""What waits around a document: a remark to answer, a document to reread (P3)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core.waiting import Waiting
from tresse.documents.models import Block, Document, Remark, Rereading
from tresse.memberships.queries import once_for_each_present


def remarks(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Somebody made a remark on what they brought, and it is not answered."""
    unanswered: QuerySet[Any] = Remark.objects.filter(
        answered_at=None,
        block__removed_at=None,
        block__brought_by__person__in=people,
        block__brought_by__left_at=None,
    )
    unanswered = unanswered.annotate(reader_id=F("block__brought_by__person")).defer("text", "block__body")
    for remark in unanswered.select_related(
        "block__document__community", "by__person", "guest__place__person"
    ).iterator():
        document = remark.block.document
        yield Waiting(
            remark.reader_id,
            _("%(who)s made a remark on what you brought to “%(document)s”."),
            f"{_to_reread(document)}#r{remark.pk}",
            _("Answer"),
            facts={"who": remark.who, "document": document},
            community_id=document.community_id,
        )


def rereadings(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Documents given to reread, in which they have not written and which they have not reread yet."""
    written = Block.objects.filter(document=OuterRef("pk"), brought_by__person=OuterRef("reader_id"))
    them = Q(by__person=OuterRef("reader_id")) | Q(
        guest__place__person=OuterRef("reader_id")
    )  # or before they came in
    reread = Rereading.objects.filter(them, document=OuterRef("pk"))
    given = Document.objects.filter(publications=None, cycle__ended_at=None, rereading_opened_at__isnull=False)
    open_to_members = given.exclude(audience=Audience.SESSION)
    to_reread = once_for_each_present(open_to_members, people).filter(~Exists(written), ~Exists(reread))
    for document in to_reread.select_related("community").iterator():
        yield Waiting(
            document.reader_id,
            _("“%(document)s” waits for rereaders in %(community)s."),
            _to_reread(document),
            _("Reread it"),
            facts={"document": document, "community": document.community},
            community_id=document.community_id,
        )


def _to_reread(document: Document) -> str:
    """Where a document is reread, with its remarks."""
    return reverse("documents:rereading", args=[document.community.slug, document.pk])
