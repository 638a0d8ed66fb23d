"""A conversation begins; its title and who can read it change."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.confidence.models import Audience
from tresse.core import clock, indexing, journal
from tresse.core.numbers import next_number
from tresse.discussions import rules, things
from tresse.discussions.actions.holding import held, record
from tresse.discussions.actions.messages import add_message, sent_before
from tresse.discussions.files import Prepared
from tresse.discussions.kinds import KINDS
from tresse.discussions.models import Thread
from tresse.memberships.queries import place_of


@transaction.atomic
def start_thread(
    community: Community,
    *,
    by: Any,
    kind: str,
    title: str,
    text: str,
    thing: Model | None = None,
    audience: str = "",
    files: Sequence[Prepared] = (),
    once: str | None = None,
    came_as: str = "",
) -> Thread:
    """Begin a conversation with its first message. The same form, or the same mail, sent twice begins one."""
    community = Community.objects.held().get(pk=community.pk)
    rules.starting(by, community, thing).require()
    place = place_of(by, community)
    if known := sent_before(place, once):
        return known.thread
    now = clock.now()
    thread = Thread.objects.create(
        community=community,
        number=next_number(community.threads),
        kind_key=KINDS[kind].key,
        title=" ".join(title.split())[:160],
        thing=thing,
        audience=_chosen_audience(community, thing, audience),
        started_by=place,
        started_at=now,
        last_message_at=now,
    )
    message = add_message(thread, place, text=text, files=files, once=once, came_as=came_as)
    indexing.written(thread, message)
    record("thread.started", thread, by, kind_word=journal.word(thread.kind.name))
    return thread


@transaction.atomic
def change_thread(thread: Thread, *, by: Any, title: str, kind: str) -> Thread:
    """Change the title, or the kind: one often knows better once one has been answered."""
    thread = held(thread)
    rules.retitling(by, thread).require()
    thread.title, thread.kind_key = " ".join(title.split())[:160], KINDS[kind].key
    thread.save(update_fields=["title", "kind_key"])
    indexing.changed(thread)
    return thread


@transaction.atomic
def change_audience(thread: Thread, *, by: Any, audience: str) -> Thread:
    """Let fewer people read it, or more as long as nobody else has spoken (S2)."""
    thread = held(thread)
    before, chosen = Audience(thread.audience), Audience(audience)
    if chosen == before:
        return thread
    rules.showing(by, thread, chosen).require()
    thread.audience = chosen
    thread.save(update_fields=["audience"])
    indexing.changed(thread)
    record("thread.narrowed" if before.includes(chosen) else "thread.widened", thread, by)
    return thread


def _chosen_audience(community: Community, thing: Model | None, audience: str) -> Audience:
    """The one that was asked for; otherwise the charter's, as far as what it is about and a conversation allow."""
    allowed = things.audiences_for(thing)
    if audience and audience not in allowed:
        raise ValidationError({"audience": _("A conversation is shown to no more people than what it is about.")})
    wanted = Audience(audience or charter_in_force(community).default_audience)
    return max((each for each in allowed if wanted.includes(each)), key=lambda each: each.width, default=allowed[0])
