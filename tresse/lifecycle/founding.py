"""From an idea to a community that begins."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tresse.charters.actions import draw_charter
from tresse.communities.models import Community, Stage, Strand
from tresse.core import clock, indexing, journal
from tresse.lifecycle import rules
from tresse.memberships.actions import join
from tresse.networks.actions import free_slug
from tresse.networks.models import Organisation, Programme, Theme


@dataclass(frozen=True)
class StrandPlan:
    """A strand as its founders describe it."""

    title: str
    objective_key: str


@transaction.atomic
def found_community(
    *,
    by: Any,
    name: str,
    purpose: str,
    practice: str,
    strands: list[StrandPlan],
    organisation: Organisation | None,
    language: str,
    programme: Programme | None = None,
    themes: list[Theme] | None = None,
) -> Community:
    """Write an idea down: its purpose, its strands, a charter drawn from the model. Only its founders see it."""
    rules.founding(by).require()
    community = Community.objects.create(
        name=name,
        slug=free_slug(Community, name),
        purpose=purpose,
        practice=practice,
        programme=programme,
        language=language,
        began_on=clock.today(),
    )
    community.themes.set(themes or [])
    for position, plan in enumerate(strands, start=1):
        Strand.objects.create(
            community=community, title=plan.title, objective_key=plan.objective_key, position=position
        )
    indexing.changed(community)
    draw_charter(community)
    join(community, person=by, organisation=organisation)
    journal.record("community.founded", stream=community.stream, subject=community, by=by, name=name)
    return community


@transaction.atomic
def begin_community(community: Community, *, by: Any) -> Community:
    """The idea becomes a community that is forming: it now has a public page (E3)."""
    community = Community.objects.held().get(pk=community.pk)
    rules.beginning(by, community).require()
    community.stage = Stage.FORMING
    community.save(update_fields=["stage"])
    indexing.changed(community)
    journal.record("community.began", stream=community.stream, subject=community, by=by)
    return community


@transaction.atomic
def change_community(community: Community, *, by: Any, themes: list[Theme], **fields: Any) -> Community:
    """Change what the community says of itself. Its address stays: it is a promise."""
    community = Community.objects.held().get(pk=community.pk)
    rules.describing(by, community).require()
    for name, value in fields.items():
        setattr(community, name, value)
    community.save(update_fields=list(fields))
    community.themes.set(themes)
    indexing.changed(community)
    journal.record("community.described", stream=community.stream, subject=community, by=by)
    return community
