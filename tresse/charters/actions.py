"""Writing and signing the charter."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation

from tresse.charters import rules
from tresse.charters.model_charter import MODEL_CHARTER
from tresse.charters.models import Article, Charter, Signature
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.memberships.actions import come_in
from tresse.memberships.models import live_membership


@dataclass(frozen=True)
class ArticleText:
    """An article as it is written in a form."""

    principle: str
    title: str
    text: str


@transaction.atomic
def draw_charter(community: Community) -> Charter:
    """Copy the model charter for a community that is being founded, in its own language."""
    charter = Charter.objects.create(community=community, written_at=clock.now())
    with translation.override(community.language):
        articles = [ArticleText(model.principle, str(model.title), str(model.text)) for model in MODEL_CHARTER]
    _write_articles(charter, articles)
    return charter


@transaction.atomic
def change_charter(charter: Charter, *, by: Any, articles: list[ArticleText], **parameters: Any) -> Charter:
    """Change the articles and the numbers of a charter nobody has signed yet."""
    Community.objects.held().get(pk=charter.community_id)
    charter.refresh_from_db()
    rules.changing(by, charter).require()
    for name, value in parameters.items():
        setattr(charter, name, value)
    charter.save(update_fields=list(parameters))
    charter.articles.all().delete()
    _write_articles(charter, articles)
    return charter


@transaction.atomic
def sign_charter(charter: Charter, *, by: Any) -> Signature:
    """Sign: it is what lets one in (S7). From the first signature on, the charter no longer changes."""
    community = Community.objects.held().get(pk=charter.community_id)
    charter.refresh_from_db()
    rules.signing(by, charter).require()
    membership = live_membership(by, community)
    assert membership is not None  # the rule said so
    if charter.adopted_at is None:
        charter.adopted_at = clock.now()
        charter.save(update_fields=["adopted_at"])
    signature = Signature.objects.create(charter=charter, membership=membership, signed_at=clock.now())
    if membership.signed_at is None:
        come_in(membership)
    membership.sign_again_by = None
    membership.save(update_fields=["sign_again_by"])
    journal.record("charter.signed", stream=community.stream, subject=charter, by=by, version=charter.version)
    return signature


def _write_articles(charter: Charter, articles: list[ArticleText]) -> None:
    Article.objects.bulk_create(
        Article(charter=charter, position=position, principle=a.principle, title=a.title, text=a.text)
        for position, a in enumerate(articles, start=1)
    )
