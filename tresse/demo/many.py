"""As many items as one asks for, to measure search by: real things of every kind one can find, full of words.

The words follow Zipf's law, as those of any text do: the small words of French, then those of the example, then words made
of syllables, of which most are rare. Written in bulk, behind the rules but within the constraints; `tresse reindex` makes
them found.
"""

import math
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate, islice
from random import Random
from typing import TypeVar

from django.db import models, transaction

from tresse.accounts.models import Person
from tresse.communities.models import Community, Cycle
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.demo.story import EXAMPLE
from tresse.discussions.models import Message, Thread
from tresse.documents.models import Block, Document
from tresse.meetings.models import Answer, Attendance, Meeting, Minutes
from tresse.memberships.models import Membership
from tresse.resources.models import Reference
from tresse.search.stop_words import FRENCH

WORDS = 60_000  # different ones
YEARS = 8  # over which items spread
BLOCKS = 12  # of a document
JOINED = 20  # communities of the one who searches as a member
MEMBER = "membre-de-vingt@example.org"
NUMBERED_FROM = 1000  # beside the items these communities hold already
BATCH = 500
SYLLABLES = [start + vowel for start in (*"bcdfglmnprstv", "ch", "tr", "pl") for vowel in "aeiou"]
AUDIENCES = ("public", "public", "network", "community", "community")

Thing = TypeVar("Thing", bound=models.Model)


class Texts:
    """Words as a text brings them: a few everywhere, most of them seldom."""

    def __init__(self) -> None:
        self.chance = Random(4)  # the same items each time
        self.words = list(islice(_words(self.chance), WORDS))
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def said(self, least: int, most: int) -> str:
        """So many words."""
        length = self.chance.randint(least, most)
        return " ".join(self.chance.choices(self.words, cum_weights=self._weights, k=length)).capitalize()

    def title(self) -> str:
        return self.said(4, 9)


def load_many(items: int) -> Person:
    """Write so many items into the communities there are; gives somebody who is a member of twenty of them."""
    texts, now = Texts(), clock.now()
    communities = list(Community.objects.filter(slug__startswith="communaute-").order_by("pk"))
    member = _member(communities[:JOINED], now)
    for community, share in zip(communities, _shares(items, len(communities)), strict=True):
        with transaction.atomic():
            _Growing(community, member, texts, now).write(share)
    return member


def _shares(items: int, among: int) -> list[int]:
    """What each community has of them: the largest some twelve times what the smallest has."""
    weights = list(accumulate(1 + 11 * (n / among) ** 3 for n in range(among)))
    return [round(items * weights[n] / weights[-1]) - round(items * (weights[n - 1] if n else 0) / weights[-1])
            for n in range(among)]  # fmt: skip


def _words(chance: Random) -> Iterator[str]:
    """Every word once, the most usual first."""
    told = " ".join(path.read_text().lower() for path in sorted(EXAMPLE.glob("cp-*.yaml")))
    yield from (known := dict.fromkeys([*FRENCH.split(), *re.findall(r"[^\W\d_]{5,}", told)]))
    while True:
        word = "".join(chance.choices(SYLLABLES, k=chance.randint(3, 5)))
        if word not in known:
            known[word] = None
            yield word


def _member(communities: list[Community], now: datetime) -> Person:
    person = Person.objects.create(email=MEMBER, name="Membre de vingt", password="!")
    since = now - timedelta(days=365 * YEARS)
    Membership.objects.bulk_create(
        Membership(community=community, person=person, since=since, signed_at=since) for community in communities
    )
    return person


class _Growing:
    """A community that fills with items."""

    def __init__(self, community: Community, member: Person, texts: Texts, now: datetime) -> None:
        self.community, self.texts, self.now = community, texts, now
        self.place = Membership.objects.filter(community=community).earliest("pk")
        self.cycle = Cycle.objects.filter(strand__community=community).latest("pk")
        self.invited = member if Membership.objects.filter(community=community, person=member).exists() else None
        self.chance = texts.chance

    def write(self, items: int) -> None:
        """Of ten: four blocks, a conversation and a message, a session and its minutes, a decision, a reference."""
        tenth = items // 10
        sessions = self._write(self._session(n) for n in range(tenth))
        self._write(self._minutes(session) for session in sessions)
        if self.invited:
            self._write(self._attendance(session) for session in sessions)
        threads = self._write(self._thread(n) for n in range(tenth))
        self._write(self._message(thread) for thread in threads)
        self._write(self._decision(n) for n in range(tenth))
        self._write(self._reference(n) for n in range(tenth))
        self._documents(items - 6 * tenth)

    def _write(self, things: Iterable[Thing]) -> list[Thing]:
        things = list(things)
        return type(things[0])._default_manager.bulk_create(things, batch_size=BATCH) if things else []

    def _session(self, n: int) -> Meeting:
        begins = self._moment()
        return Meeting(
            community=self.community,
            cycle=self.cycle,
            number=NUMBERED_FROM + n,
            title=self.texts.title(),
            intention=self.texts.said(10, 40),
            starts_at=begins,
            ends_at=begins + timedelta(hours=2),
            audience=self._audience(),
            convened_by=self.place,
            convened_at=begins - timedelta(days=20),
        )

    def _minutes(self, session: Meeting) -> Minutes:
        return Minutes(
            meeting=session,
            community=self.community,
            text=self.texts.said(80, 250),
            written_by=self.place,
            written_at=session.ends_at,
            audience=self.chance.choice(("session", "community", session.audience)),
        )

    def _attendance(self, session: Meeting) -> Attendance:
        return Attendance(
            meeting=session, person=self.invited, answer=Answer.COMING, answered_at=session.convened_at
        )

    def _thread(self, n: int) -> Thread:
        began = self._moment()
        return Thread(
            community=self.community,
            number=NUMBERED_FROM + n,
            kind_key="account",
            title=self.texts.title(),
            started_by=self.place,
            started_at=began,
            last_message_at=began,
            audience=self.chance.choice(("network", "community")),
        )

    def _message(self, thread: Thread) -> Message:
        return Message(thread=thread, by=self.place, at=thread.started_at, text=self.texts.said(30, 120))

    def _decision(self, n: int) -> Decision:
        return Decision(
            community=self.community,
            cycle=self.cycle,
            number=NUMBERED_FROM + n,
            title=self.texts.title(),
            context=self.texts.said(10, 40),
            outcome=self.texts.said(20, 60),
            adopted_on=self._moment().date(),
            recorded_by=self.place,
            audience=self._audience(),
        )

    def _reference(self, n: int) -> Reference:
        return Reference(
            community=self.community,
            number=NUMBERED_FROM + n,
            title=self.texts.title(),
            abstract=self.texts.said(30, 80),
            language="fr",
            brought_by=self.place,
            brought_at=self._moment(),
            audience="public",
        )

    def _documents(self, items: int) -> None:
        documents = self._write(self._document() for _ in range(math.ceil(items / (BLOCKS + 1))))
        self._write(self._block(documents[n // BLOCKS], n % BLOCKS) for n in range(items - len(documents)))

    def _document(self) -> Document:
        return Document(
            community=self.community,
            cycle=self.cycle,
            title=self.texts.title(),
            summary=self.texts.said(15, 40),
            begun_at=self._moment(),
            begun_by=self.place,
            audience=self._audience(),
        )

    def _block(self, document: Document, position: int) -> Block:
        return Block(
            document=document,
            position=position,
            kind_key="text",
            title=self.texts.said(2, 5),
            body=self.texts.said(30, 120),
            brought_by=self.place,
        )

    def _moment(self) -> datetime:
        """In the years past, or in the weeks to come."""
        return self.now + timedelta(minutes=self.chance.randint(-60 * 24 * 365 * YEARS, 60 * 24 * 60))

    def _audience(self) -> str:
        return self.chance.choice(AUDIENCES)
