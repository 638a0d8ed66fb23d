"""A new version of the charter: written together, adopted by consent, signed by everyone again (S7)."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from tresse.charters import rules
from tresse.charters.actions.writing import ArticleText, write_articles, written
from tresse.charters.differences import differences
from tresse.charters.models import Charter
from tresse.charters.numbers import numbers_of
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core import clock, journal
from tresse.memberships.models import Membership


class DraftChanged(Exception):
    """Somebody saved the draft while one was writing. `current` is the draft as they left it."""

    def __init__(self, current: Charter) -> None:
        super().__init__(current)
        self.current = current


@transaction.atomic
def begin_draft(community: Community, *, by: Any) -> Charter:
    """Begin a new version from the one in force. While one is being written, it is that one."""
    community = Community.objects.held().get(pk=community.pk)
    rules.drafting(by, community).require()
    begun = community.charters.drafts().first()
    if begun:
        return begun
    present = charter_in_force(community)
    draft = Charter.objects.create(
        community=community,
        version=1 + (community.charters.aggregate(last=Max("version"))["last"] or 0),
        written_at=clock.now(),
        is_draft=True,
        **numbers_of(present),
    )
    write_articles(
        draft, [ArticleText(one.principle, one.title, one.text, one.pk) for one in present.articles.all()]
    )
    journal.record("charter.draft_begun", stream=community.stream, subject=draft, by=by, version=draft.version)
    return draft


@transaction.atomic
def write_draft(
    draft: Charter, *, by: Any, articles: list[ArticleText], expected_revision: int, **parameters: Any
) -> Charter:
    """Save the new version as one has written it. If somebody saved meanwhile, nothing is lost: `DraftChanged`."""
    draft = _held(draft)
    rules.writing_draft(by, draft).require()
    articles = _following(draft.community, articles)
    if articles == written(draft) and parameters.items() <= numbers_of(draft).items():
        return draft
    if draft.revision != expected_revision:
        raise DraftChanged(draft)
    for name, value in parameters.items():
        setattr(draft, name, value)
    draft.revision, draft.written_at = draft.revision + 1, clock.now()
    draft.save(update_fields=["revision", "written_at", *parameters])
    write_articles(draft, articles)
    journal.record(
        "charter.draft_written", stream=draft.community.stream, subject=draft, by=by, version=draft.version
    )
    return draft


@transaction.atomic
def set_draft_aside(draft: Charter, *, by: Any) -> None:
    """Give the new version up: the one in force stays as it is."""
    draft = _held(draft)
    rules.writing_draft(by, draft).require()
    journal.record(
        "charter.draft_set_aside", stream=draft.community.stream, subject=draft, by=by, version=draft.version
    )
    draft.delete()


@transaction.atomic
def adopt_version(draft: Charter, *, decision_number: int) -> Charter:
    """The community consented: this version is in force from now on, and everyone inside signs it in its time.

    Who had already to sign keeps the day they had: a newer version puts nothing off.
    """
    draft = _held(draft)
    now, present = clock.now(), charter_in_force(draft.community)
    draft.digest = differences(present, draft).digest
    present.superseded_at = now
    present.save(update_fields=["superseded_at"])
    draft.is_draft, draft.adopted_at, draft.decision_number = False, now, decision_number
    draft.save(update_fields=["is_draft", "adopted_at", "decision_number", "digest"])
    inside = Membership.objects.inside().filter(community=draft.community)
    inside.filter(sign_again_by=None).update(sign_again_by=now + timedelta(days=draft.sign_again_days))
    journal.record(
        "charter.adopted",
        stream=draft.community.stream,
        subject=draft,
        by=None,
        version=draft.version,
        number=decision_number,
        sign_by_on=(now + timedelta(days=draft.sign_again_days)).date(),
    )
    return draft


def _held(draft: Charter) -> Charter:
    """As it is once it is this person's turn."""
    Community.objects.held().get(pk=draft.community_id)
    return Charter.objects.select_related("community").get(pk=draft.pk)


def _following(community: Community, articles: list[ArticleText]) -> list[ArticleText]:
    """Each article of the version in force is followed once; whatever else a form says is a new article."""
    known = set(charter_in_force(community).articles.values_list("pk", flat=True))
    kept = []
    for article in articles:
        follows = article.follows if article.follows in known else None
        known.discard(article.follows or 0)
        kept.append(ArticleText(article.principle, article.title, article.text, follows))
    return kept
