"""The charter before anybody has signed it."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import translation

from tresse.charters import rules
from tresse.charters.actions.writing import ArticleText, write_articles
from tresse.charters.model_charter import MODEL_CHARTER
from tresse.charters.models import Charter
from tresse.communities.models import Community
from tresse.core import clock


@transaction.atomic
def draw_charter(community: Community) -> Charter:
    """Copy the model charter for a community that is being founded, in its own language."""
    charter = Charter.objects.create(community=community, written_at=clock.now())
    with translation.override(community.language):
        articles = [ArticleText(model.principle, str(model.title), str(model.text)) for model in MODEL_CHARTER]
    write_articles(charter, articles)
    return charter


@transaction.atomic
def change_charter(charter: Charter, *, by: Any, articles: list[ArticleText], **parameters: Any) -> Charter:
    """Change the articles and the numbers of a charter nobody has signed yet. It is the first: its articles follow none."""
    Community.objects.held().get(pk=charter.community_id)
    charter.refresh_from_db()
    rules.changing(by, charter).require()
    for name, value in parameters.items():
        setattr(charter, name, value)
    charter.save(update_fields=list(parameters))
    write_articles(charter, [replace(article, follows=None) for article in articles])
    return charter
