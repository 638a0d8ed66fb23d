"""The news of a digest: acts of the journal, each with the title of what it is about, for whoever may see it now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from textwrap import shorten
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from config.news import NEWS, SUBJECTS
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import journal, prose
from tresse.core.models import JournalEntry
from tresse.memberships.models import Membership
from tresse.memberships.naming import naming_in
from tresse.notifications.conversations import begun_by_mail
from tresse.notifications.models import WITH_NEWS, CommunityPace, Digest

MOST_LINES = 12  # of one community; the rest is read in its journal
EXCERPT = 280  # characters

Things = dict[tuple[str, str], Any]  # by the type and number the journal gives


@dataclass(frozen=True)
class Item:
    """One piece of news: what happened, to what, its own page if it has one, and its first words where they may be told."""

    sentence: str
    title: str
    href: str
    excerpt: str


@dataclass(frozen=True)
class Chapter:
    """The news of one community, in the order they happened."""

    community: Community
    items: list[Item]
    more: int

    @property
    def journal(self) -> str:
        return reverse("memberships:journal", args=[self.community.slug])


def chapters(digest: Digest, person: Person, paces: Iterable[CommunityPace], *, says_more: bool) -> list[Chapter]:
    """What happened in the windows of this digest, where this person still is, and still wants to hear it."""
    windows = {
        pace.membership.community: datetime.fromisoformat(digest.windows[str(pace.membership_id)])
        for pace in paces
        if str(pace.membership_id) in digest.windows and _hears_news(pace)
    }
    entries = _entries(windows, digest.until, person)
    things = _visible_things(chain.from_iterable(entries.values()), person)
    known = begun_by_mail(chain.from_iterable(entries.values()), person)
    told = {
        community: [entry for entry in found if _may_be_told(entry, things) and not _is_known(entry, known)]
        for community, found in entries.items()
    }
    naming = naming_in(list(chain.from_iterable(told.values())))
    return [_chapter(community, found, naming, things, says_more) for community, found in told.items() if found]


def _hears_news(pace: CommunityPace) -> bool:
    place: Membership = pace.membership
    return place.is_present and pace.pace in WITH_NEWS


def _entries(
    windows: dict[Community, datetime], until: datetime, person: Person
) -> dict[Community, list[JournalEntry]]:
    """The acts of the others that are news, in one query for all communities."""
    by_stream = {community.stream: community for community in windows}
    within = Q(pk__in=[])
    for community, since in windows.items():
        within |= Q(stream=community.stream, at__gt=since)
    entries = JournalEntry.objects.filter(within, at__lte=until, kind__in=NEWS).exclude(by=person)
    found: dict[Community, list[JournalEntry]] = {community: [] for community in windows}
    for entry in entries.order_by("stream", "number"):
        found[by_stream[entry.stream]].append(entry)
    return found


def _visible_things(entries: Iterable[JournalEntry], person: Person) -> Things:
    """What the entries are about, as far as it exists for this person: one query for each type of thing."""
    asked: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        asked[entry.subject_type].add(entry.subject_id)
    found: Things = {}
    for label in asked.keys() & SUBJECTS.keys():
        manager: Any = apps.get_model(label)._default_manager
        visible = manager.visible_to(person).filter(pk__in=asked[label]).select_related(*SUBJECTS[label].related)
        found |= {(label, str(thing.pk)): thing for thing in visible}
    return found


def _may_be_told(entry: JournalEntry, things: Things) -> bool:
    """A thing with an audience is spoken of only to whom it exists for; what has none is read by all inside (E5)."""
    return entry.subject_type not in SUBJECTS or (entry.subject_type, entry.subject_id) in things


def _is_known(entry: JournalEntry, begun: set[str]) -> bool:
    """The first message of this conversation has come by mail: what it says is said."""
    return entry.kind == "thread.started" and entry.subject_id in begun


def _chapter(
    community: Community, entries: list[JournalEntry], naming: journal.Naming, things: Things, says_more: bool
) -> Chapter:
    shown = entries[:MOST_LINES]
    lines = journal.told(shown, naming, _("somebody who left"), _("the command line"))
    items = [_item(line, things, says_more) for line in lines]
    return Chapter(community, items, len(entries) - len(shown))


def _item(line: journal.Line, things: Things, says_more: bool) -> Item:
    key = (line.entry.subject_type, line.entry.subject_id)
    thing = things.get(key)
    if thing is None:
        return Item(line.sentence, "", "", "")
    subject = SUBJECTS[key[0]]
    page = getattr(thing, subject.page) if subject.page else thing
    title = "" if str(thing) in line.sentence else str(thing)
    return Item(line.sentence, title, page.get_absolute_url(), _excerpt(thing, subject.excerpt, says_more))


def _excerpt(thing: Any, field: str, says_more: bool) -> str:
    """The first words of what the network may read; of what is only for inside, if the reader asked for more than titles."""
    audience = Audience(getattr(thing, "audience", Audience.PUBLIC))
    if not field or (not audience.includes(Audience.NETWORK) and not says_more):
        return ""
    words = prose.to_plain(getattr(thing, field), translation.get_language() or "fr")
    return shorten(words, EXCERPT, placeholder=" …")
