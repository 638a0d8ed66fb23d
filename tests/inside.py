"""A world full of words that belong inside: each field of each thing holds a mark nobody outside may ever meet.

`furnish(cast)` gives CP Genre at least one row of every model, then writes a mark of its own into every text, name,
address and link that is not public by design (`PUBLIC`, `rows_inside`). A model added to Tresse is furnished by itself,
as far as its fields say how; if they do not, `EXAMPLES` says it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet

from config.marks import MARKS
from tests.cast import Cast
from tresse.commitments import actions as commitments
from tresse.communities.models import Community
from tresse.confidence.models import Audience, Confided
from tresse.core import clock
from tresse.decisions.tests import factories as decisions
from tresse.discussions.files import prepare
from tresse.discussions.tests import factories as conversations
from tresse.documents import actions as documents
from tresse.library.tests.factories import published
from tresse.meetings import actions as meetings
from tresse.meetings.models import Attendance
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions as memberships
from tresse.polls import actions as polls
from tresse.polls.tests import factories as polls_made
from tresse.resources.tests import factories as references
from tresse.search.reindexing import reindex

MARK = re.compile(r"zq(\d+)qz")
WIDE = (Audience.NETWORK, Audience.PUBLIC)

# What everybody may read: the face of the network, of a community and of a cycle; its charter; what was published.
PUBLIC = {
    "networks.Network": "*",
    "networks.Organisation": "*",
    "networks.Programme": "*",
    "networks.Theme": "*",
    "communities.Community": "*",
    "communities.Strand": "*",
    "communities.Cycle": "*",
    "charters.Article": "*",
    "library.Publication": "*",
    "facilitation.NetworkMethod": "*",
    "facilitation.NetworkStep": "*",
    "accounts.Person": {"name"},  # of those who hold a public mandate or are credited; the others below
}
# Never shown as such: keys, secrets and traces.
NO_WORDS = re.compile(
    r"(^|_)(token|slug|digest|kind|key|language|time_zone|once|password|stream|cause|composer|type)$"
)
# The database itself refuses that these change; their words came in by the acts above.
KEPT = {"core.JournalEntry", "library.Publication"}
OURS = "tresse."
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)
# Minutes in which every kind of passage stands.
SAID = "Ce qui s'est dit.\n\n" + "\n\n".join(f"{mark.typed[0]} : des mots ({key})" for key, mark in MARKS.items())
PHOTO = conversations.picture((40, 20))


@dataclass
class Furnished:
    """Where each mark is written."""

    marks: dict[str, str] = field(default_factory=dict)  # mark → model.field
    bare: set[str] = field(default_factory=set)  # the models of which there is no row

    def new(self, place: str) -> str:
        mark = f"zq{len(self.marks)}qz"
        self.marks[mark] = place
        return mark

    def found_in(self, pages: dict[str, str]) -> dict[str, set[str]]:
        """Model and field of each mark met, and where."""
        found: dict[str, set[str]] = {}
        for address, text in pages.items():
            for match in MARK.finditer(text.lower()):
                found.setdefault(self.marks[match[0]], set()).add(address)
        return found


def furnish(cast: Cast) -> Furnished:
    """Let CP Genre live a little, complete what is missing, and mark every word of it."""
    _live(cast)
    for _ in range(2):  # what is made first may lack what is made after
        for model in _models():
            _complete(model, cast)
    furnished = Furnished()
    for model in _models():
        rows = rows_inside(model, cast)
        if not rows.exists():
            furnished.bare.add(model._meta.label)
        if model._meta.label not in KEPT:
            for row in rows:
                _mark(row, furnished)
    for _ in reindex(from_nothing=True):
        pass
    return furnished


def rows_inside(model: type[models.Model], cast: Cast) -> QuerySet[Any]:
    """The rows of this model that belong inside, or to one person."""
    rows = model._default_manager.order_by("pk")
    if issubclass(model, Confided):
        return rows.exclude(audience__in=WIDE)
    if model._meta.label == "accounts.Person":
        return rows.exclude(pk__in=[cast.steward.pk, cast.outsider.pk, cast.neighbour.pk])
    if model._meta.label == "memberships.Mandate":
        return rows.filter(membership__community=cast.community)
    if model._meta.label == "meetings.AgendaItem":
        return rows.exclude(meeting__audience__in=WIDE)
    return rows


def _live(cast: Cast) -> None:
    """By the acts of everybody, so that the journal holds words too."""
    published(cast)
    coming = sessions.session(cast, title="Séance à venir", intention="Dire", place="Ici")
    meetings.add_agenda_item(coming, by=cast.awa, minutes=20, title="Un tour", method_key="", led_by=None)
    over = sessions.held(cast, title="Séance passée")
    Attendance.objects.update_or_create(meeting=over, person=cast.member, defaults={"came": True})
    meetings.write_minutes(over, by=cast.awa, text=SAID)
    sessions.held(cast, title="Entre nous", audience=Audience.SESSION, days_ago=5)
    decisions.decision(cast)
    decisions.proposal(cast)
    conversations.thread(
        cast, text="Où est le plan ?", files=[prepare("plan.txt", b"Un plan."), prepare("a.jpg", PHOTO)]
    )
    draft = documents.begin_document(cast.cycle, title="Second carnet", by=cast.awa)
    documents.add_block(draft, "text", body="Un début.", by=cast.member)
    for who in (cast.awa, cast.member, cast.newcomer):
        commitments.say_my_part(cast.cycle, by=who, answer="lighter", brings="Une salle", looks_for="Du temps")
    polls.answer_poll(polls_made.poll(cast), by=cast.member, voices={1: "yes"})
    references.reference(cast, why="Pour sa grille.", tags=("genre",))
    memberships.invite(cast.community, by=cast.awa, email="fatou@example.org", name="Fatou", word="Venez !")


def _models() -> Iterator[type[models.Model]]:
    """Ours, as far as they hold words."""
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and list(_wordy(model)):
            yield model


def _wordy(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    public = PUBLIC.get(model._meta.label, set())
    for each in model._meta.concrete_fields:
        holds_words = isinstance(each, WORDS) and not each.choices
        if holds_words and public != "*" and each.name not in public and not NO_WORDS.search(each.name):
            yield each


def _mark(row: models.Model, furnished: Furnished) -> None:
    """A mark in each of its words, where the database lets it be there."""
    for each in _wordy(type(row)):
        mark = furnished.new(f"{row._meta.label}.{each.name}")
        value = _marked(each, getattr(row, each.attname), mark)
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{each.name: value})
        except IntegrityError:
            continue  # a constraint says it stays empty here


def _marked(each: models.Field[Any, Any], value: Any, mark: str) -> Any:
    if isinstance(each, models.JSONField):
        return _marked_json(value, mark)
    if isinstance(each, models.BinaryField):
        return bytes(value) + mark.encode()
    if isinstance(each, models.FileField):
        return value and value.storage.save(value.name, ContentFile(value.open("rb").read() + mark.encode()))
    if isinstance(each, models.EmailField):
        return f"{mark}@example.org"
    if isinstance(each, models.URLField):
        return f"https://{mark}.example.org/"
    room = (each.max_length or 10_000) - len(mark) - 1
    return f"{value or ''}"[:room] + f" {mark}"


def _marked_json(value: Any, mark: str) -> Any:
    """Sentences are marked; a single word may be a key the code knows."""
    if isinstance(value, dict):
        return {key: _marked_json(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked_json(inner, mark) for inner in value]
    return f"{value} {mark}" if isinstance(value, str) and " " in value else value


def _complete(model: type[models.Model], cast: Cast) -> None:
    """One row, if there is none, as its fields say it must be."""
    if rows_inside(model, cast).exists():
        return
    terms = EXAMPLES.get(model._meta.label, lambda _cast: {})(cast)
    for optional in (True, False):  # a constraint may want what is optional to stay empty
        try:
            with transaction.atomic():
                model._default_manager.create(**_fields(model, cast, optional=optional) | terms)
        except (IntegrityError, LookupError):
            continue
        return


def _fields(model: type[models.Model], cast: Cast, *, optional: bool) -> dict[str, Any]:
    """What a row of this model cannot be without, and every sentence it may hold if they are wanted."""
    chosen: dict[str, Any] = {}
    people = iter([cast.place("awa"), cast.place("claire"), cast.place("member"), cast.place("former")])
    for each in model._meta.concrete_fields:
        if each.primary_key or (each.has_default() and not each.blank):
            continue
        if isinstance(each, models.ForeignKey):
            if not each.null or each.name in ("community", "cycle"):
                chosen[each.name] = _related(each, cast, people)
        elif (optional and isinstance(each, models.TextField)) or not (each.null or each.blank):
            chosen[each.name] = _example(each)
    return chosen


def _related(each: Any, cast: Cast, people: Iterator[Any]) -> Any:
    known: dict[str, Callable[[], Any]] = {
        "memberships.Membership": lambda: next(people),
        "communities.Community": lambda: cast.community,
        "communities.Cycle": lambda: cast.cycle,
        "communities.Strand": lambda: cast.strand,
        "accounts.Person": lambda: cast.member,
        "contenttypes.ContentType": lambda: ContentType.objects.get_for_model(Community),
    }
    related = each.related_model
    if related._meta.label in known:
        return known[related._meta.label]()
    found = related._default_manager.order_by("pk")
    if not found.exists():
        _complete(related, cast)
    if first := found.first():
        return first
    raise LookupError(related._meta.label)


def _example(each: models.Field[Any, Any]) -> Any:
    if each.choices:
        return next(iter(each.flatchoices))[0]
    examples: list[tuple[type[models.Field[Any, Any]], Callable[[], Any]]] = [
        (models.JSONField, dict),
        (models.EmailField, lambda: "quelqu-un@example.org"),
        (models.URLField, lambda: "https://example.org/"),
        (models.TextField, lambda: "Quelques mots."),
        (models.CharField, lambda: "Quelques mots."[: each.max_length]),
        (models.DateTimeField, _soon),
        (models.DateField, lambda: _soon().date()),
        (models.BooleanField, lambda: False),
        (models.BinaryField, lambda: b"Subject: Quelques mots\r\n\r\nD'autres mots."),
        (models.IntegerField, lambda: 1),
    ]
    return next((make() for kind, make in examples if isinstance(each, kind)), None)


def _soon() -> datetime:
    return clock.now() + timedelta(days=10)


# What the fields alone do not say.
EXAMPLES: dict[str, Callable[[Cast], dict[str, Any]]] = {
    "letterbox.IncomingMail": lambda _cast: {"outcome": "unreadable", "next_attempt_at": None},
    "resources.Import": lambda _cast: {"items": [{"title": "Un titre à choisir"}]},
    "guests.Guest": lambda _cast: {"question": "Que verriez-vous ?", "answer": "Ceci.", "answered_at": clock.now()},
}
