"""What the network makes public, as entries of a feed: what anybody may read, and nothing else (S1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from tresse.communities.models import Community, Cycle, Strand
from tresse.decisions.models import Decision
from tresse.feeds.queries import said_anew
from tresse.library.models import Publication
from tresse.meetings.models import Meeting, Minutes
from tresse.meetings.moments import when

VISITOR = AnonymousUser()


@dataclass(frozen=True)
class News:
    """Something public that was made or said."""

    key: str  # the same for ever
    title: str
    address: str
    community: Community
    published_at: datetime
    updated_at: datetime
    told: str  # HTML
    kind: str
    language: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Of:
    """What a feed is about: everything, a community, or an objective."""

    community: Community | None = None
    objective: str = ""
    only_library: bool = False


def latest(of: Of, how_many: int) -> list[News]:
    """The latest of all kinds together; each kind is asked for that many at most."""
    everything = (publications, sessions, minutes, decisions, cycles_opened, cycles_ended)
    sources = (publications,) if of.only_library else everything
    found = [news for source in sources for news in source(of, how_many)]
    return sorted(found, key=lambda news: (news.updated_at, news.key), reverse=True)[:how_many]


def publications(of: Of, how_many: int) -> Iterator[News]:
    """What can be read in the library, each in its latest version."""
    books = _of_community(Publication.objects.visible_to(VISITOR).current(), of)
    if of.objective:
        books = books.filter(objective_key=of.objective)
    for book in books.select_related("community").defer("credits", "trail").order_by("-published_at")[:how_many]:
        titles = [block["title"] for block in book.content["blocks"] if block.get("title")]
        yield News(
            key=f"publication/{book.address}",
            title=book.title,
            address=book.get_absolute_url(),
            community=book.community,
            published_at=book.published_at,
            updated_at=book.published_at,
            told=_told("publication", book, titles=titles),
            kind=_("publication"),
            language=book.language,
            licence=book.get_licence_display(),
        )


def sessions(of: Of, how_many: int) -> Iterator[News]:
    """The sessions everybody may know of, from when they were called."""
    announced = Meeting.objects.visible_to(VISITOR).filter(community__in=Community.objects.public())
    if of.community:
        announced = announced.of(of.community)
    public = _of_objective(announced, of, "cycle")
    found = list(public.select_related("community").prefetch_related("agenda").order_by("-convened_at")[:how_many])
    said = said_anew(found)
    for meeting in found:
        cancelled = _("Cancelled: %(title)s") % {"title": meeting.title}
        yield News(
            key=f"session/{meeting.pk}",
            title=cancelled if meeting.is_cancelled else meeting.title,
            address=meeting.get_absolute_url(),
            community=meeting.community,
            published_at=meeting.convened_at,
            updated_at=said.get(meeting.pk, meeting.convened_at),
            told=_told("session", meeting, when=when(meeting, meeting.time_zone)),
            kind=_("session"),
        )


def minutes(of: Of, how_many: int) -> Iterator[News]:
    """The minutes everybody may read: where they are, not what they say, which may still be corrected."""
    readable = Minutes.objects.visible_to(VISITOR).filter(meeting__in=Meeting.objects.visible_to(VISITOR))
    public = _of_objective(_of_community(readable, of), of, "meeting__cycle")
    for one in public.select_related("community", "meeting__community").order_by("-written_at")[:how_many]:
        yield News(
            key=f"minutes/{one.meeting_id}",
            title=_("Minutes: %(title)s") % {"title": one.meeting.title},
            address=one.meeting.get_absolute_url() + "#minutes",
            community=one.community,
            published_at=one.written_at,
            updated_at=one.written_at,
            told=_told("minutes", one),
            kind=_("minutes"),
        )


def decisions(of: Of, how_many: int) -> Iterator[News]:
    """The decisions everybody may read, in the words agreed on."""
    public = _of_objective(_of_community(Decision.objects.visible_to(VISITOR), of), of, "cycle")
    for decision in public.select_related("community").order_by("-recorded_at")[:how_many]:
        yield News(
            key=f"decision/{decision.pk}",
            title=decision.title,
            address=decision.get_absolute_url(),
            community=decision.community,
            published_at=timezone.make_aware(datetime.combine(decision.adopted_on, time(12))),
            updated_at=decision.recorded_at,
            told=_told("decision", decision),
            kind=_("decision"),
        )


def cycles_opened(of: Of, how_many: int) -> Iterator[News]:
    """The questions communities begin to work on."""
    for cycle in _cycles(of).exclude(opened_at=None).order_by("-opened_at")[:how_many]:
        yield _of_cycle(cycle, "opened", cycle.opened_at)


def cycles_ended(of: Of, how_many: int) -> Iterator[News]:
    """How they ended, with a document or with a reason (P2)."""
    for cycle in _cycles(of).exclude(ended_at=None).order_by("-ended_at")[:how_many]:
        yield _of_cycle(cycle, "ended", cycle.ended_at)


def _of_cycle(cycle: Cycle, act: str, at: Any) -> News:
    titles = {"opened": _("A cycle opens: %(question)s"), "ended": _("A cycle ends: %(question)s")}
    return News(
        key=f"cycle/{cycle.pk}/{act}",
        title=titles[act] % {"question": cycle.question},
        address=cycle.community.get_absolute_url(),
        community=cycle.community,
        published_at=at,
        updated_at=at,
        told=_told(f"cycle_{act}", cycle),
        kind=_("cycle"),
    )


def _cycles(of: Of) -> QuerySet[Cycle]:
    public = Cycle.objects.filter(strand__community__in=Community.objects.public())
    if of.community:
        public = public.filter(strand__community=of.community)
    if of.objective:
        public = public.filter(strand__objective_key=of.objective)
    return public.select_related("strand__community")


def _of_community(found: QuerySet[Any], of: Of) -> QuerySet[Any]:
    """An idea exists for nobody outside, and neither does anything in it."""
    return (
        found.filter(community=of.community)
        if of.community
        else found.filter(community__in=Community.objects.public())
    )


def _of_objective(found: QuerySet[Any], of: Of, cycle: str) -> QuerySet[Any]:
    """By the strand of its cycle; what belongs to no cycle is of every objective of its community."""
    if not of.objective:
        return found
    strands = Strand.objects.filter(community=OuterRef("community"), objective_key=of.objective)
    return found.filter(
        Q(**{f"{cycle}__strand__objective_key": of.objective}) | Q(Exists(strands), **{f"{cycle}__isnull": True})
    )


def _told(kind: str, thing: Any, **more: Any) -> str:
    return render_to_string(f"feeds/news/{kind}.html", {"thing": thing, **more}).strip()
