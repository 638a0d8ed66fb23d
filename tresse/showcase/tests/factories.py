"""Communities with a past, for the public pages."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.charters.models import Charter
from tresse.communities.models import Community, Cycle, Stage, Strand
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.documents.models import Document
from tresse.library.models import Publication
from tresse.meetings.models import Meeting
from tresse.memberships.models import Membership


def community(name: str, slug: str, *, objective: str = "exploration", **facts: Any) -> Community:
    """A community with one strand and a cycle under way, without anybody inside."""
    began_on = clock.today() - timedelta(days=300)
    said = {"purpose": "Apprendre.", "practice": "Agir", "stage": Stage.LIVING, "began_on": began_on, **facts}
    made = Community.objects.create(name=name, slug=slug, **said)
    Charter.objects.create(community=made, adopted_at=clock.now())
    cycle(Strand.objects.create(community=made, title="Volet", objective_key=objective))
    return made


def cycle(strand: Strand, *, number: int = 1, **facts: Any) -> Cycle:
    said = {
        "question": "Que se passe-t-il ici ?",
        "intended_document": "Un carnet",
        "starts_on": clock.today() - timedelta(days=200),
        "ends_on": clock.today() + timedelta(days=100),
        "phase_key": strand.objective.phases[0].key,
        "opened_at": clock.now() - timedelta(days=200),
        **facts,
    }
    return Cycle.objects.create(strand=strand, number=number, **said)


def session(place: Membership, *, days_ago: int, number: int, **facts: Any) -> Meeting:
    """Held so many days ago; with a negative number, still to come."""
    starts_at = clock.now() - timedelta(days=days_ago)
    said = {"title": f"Séance {number}", "audience": "public", **facts}
    return Meeting.objects.create(
        community=place.community,
        number=number,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        convened_by=place,
        **said,
    )


def decision(place: Membership, *, days_ago: int, number: int, **facts: Any) -> Decision:
    adopted_on = clock.today() - timedelta(days=days_ago)
    said = {"title": "Une décision", "outcome": "Oui.", "adopted_on": adopted_on, **facts}
    return Decision.objects.create(community=place.community, number=number, recorded_by=place, **said)


def publication(cast: Cast, made_in: Cycle, *, title: str = "Carnet de bord", **facts: Any) -> Publication:
    document = facts.pop("document", None) or Document.objects.create(
        community=made_in.community, cycle=made_in, title=title, begun_by=cast.place("awa")
    )
    said = {"version": 1, "published_at": clock.now() - timedelta(days=10), **facts}
    return Publication.objects.create(
        document=document,
        community=made_in.community,
        cycle=made_in,
        title=title,
        summary="Ce que nous avons appris.",
        language="fr",
        licence="CC-BY-SA-4.0",
        objective_key=made_in.strand.objective_key,
        content={"blocks": []},
        credits={},
        trail={},
        digest="0" * 64,
        **said,
    )
