"""« À vous »: what waits for this person, across everything, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from config.weighty_acts import WEIGHTY_ACTS
from tresse.accounts.models import Person
from tresse.communities.models import Stage
from tresse.confidence.models import Authorisation
from tresse.core import clock
from tresse.documents.models import Document, Remark
from tresse.meetings.models import Meeting
from tresse.memberships.models import ActByTwo, Invitation, Membership
from tresse.memberships.rules import being_second

SESSIONS_READ = 30  # in all one's communities: some months ahead


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: a sentence, a button, and when it must be done by, if it must."""

    sentence: str
    href: str
    label: str
    by: datetime | None = None


def places_and_meetings(person: Person) -> tuple[list[Membership], list[Meeting]]:
    """Where this person has a place, signed or not, and the sessions to come where they are inside."""
    places = list(Membership.objects.live().filter(person=person).select_related("community", "organisation"))
    inside = [place.community_id for place in places if place.is_inside]
    ahead = Meeting.objects.visible_to(person).upcoming().filter(community__in=inside).with_answer_of(person)
    return places, list(ahead.select_related("community")[:SESSIONS_READ])


def waiting_for(person: Person, places: Sequence[Membership], meetings: Sequence[Meeting]) -> list[Waiting]:
    """Everything that waits for this person, dated things first, in a constant number of queries.

    `places` are their live memberships, signed or not, and `meetings` the sessions to come there, each with whether
    they answered: the home shows them too, so they are read once.
    """
    found = [
        *_invitations(person),
        *_signatures(places),
        *_acts(places),
        *_authorisations(person),
        *_sessions(meetings),
        *_remarks(person),
        *_rereadings(person, places),
    ]
    return sorted(found, key=lambda waiting: (waiting.by is None, waiting.by or clock.now()))


def _invitations(person: Person) -> list[Waiting]:
    open_ones = Invitation.objects.filter(
        email__iexact=person.email,
        answered_at=None,
        withdrawn_at=None,
        invited_at__gt=clock.now() - Invitation.LASTS,
    ).select_related("community", "invited_by__person")
    return [
        Waiting(
            _("%(who)s invites you to %(community)s.") % {"who": i.invited_by, "community": i.community},
            reverse("memberships:invitation", args=[i.token]),
            _("Read and answer"),
            i.invited_at + Invitation.LASTS,
        )
        for i in open_ones
    ]


def _signatures(places: Sequence[Membership]) -> list[Waiting]:
    return [
        Waiting(
            _("Your place in %(community)s is kept: signing its charter opens the door.")
            % {"community": m.community},
            reverse("charters:charter", args=[m.community.slug]),
            _("Read the charter"),
        )
        for m in places
        if not m.signed_at
    ]


def _acts(places: Sequence[Membership]) -> list[Waiting]:
    inside = {place.community_id: place for place in places if place.is_inside}
    acts = (
        ActByTwo.objects.waiting()
        .filter(community__in=inside, asked_by__left_at=None)
        .exclude(community__stage=Stage.CLOSED)
        .select_related("community", "asked_by__person", "asked_by__organisation")
    )
    return [
        Waiting(
            _("%(who)s asks in %(community)s: %(act)s. It takes a second person.")
            % {"who": act.asked_by, "community": act.community, "act": _(WEIGHTY_ACTS[act.kind].name)},
            reverse("memberships:act", args=[act.community.slug, act.pk]),
            _("Read and answer"),
            act.lapses_at,
        )
        for act in acts
        if being_second(inside[act.community_id], act)
    ]


def _authorisations(person: Person) -> list[Waiting]:
    waiting = Authorisation.objects.waiting().filter(Q(person=person) | Q(email__iexact=person.email))
    return [
        Waiting(
            _("Your words are quoted in %(community)s: may they be shown?") % {"community": a.community},
            reverse("confidence:answer", args=[a.token]),
            _("Reread them and answer"),
        )
        for a in waiting.select_related("community")
    ]


def _sessions(meetings: Sequence[Meeting]) -> list[Waiting]:
    return [
        Waiting(
            _("%(community)s meets: %(title)s.") % {"community": meeting.community, "title": meeting.title},
            meeting.get_absolute_url(),
            _("Say whether you come"),
            meeting.starts_at,
        )
        for meeting in meetings
        if not meeting.is_answered  # type: ignore[attr-defined]
    ]


def _remarks(person: Person) -> list[Waiting]:
    unanswered = Remark.objects.filter(
        answered_at=None, block__removed_at=None, block__brought_by__person=person, block__brought_by__left_at=None
    ).select_related("block__document__community", "by__person")
    return [
        Waiting(
            _("%(who)s made a remark on what you brought to “%(document)s”.")
            % {"who": remark.by, "document": remark.block.document},
            f"{_to_reread(remark.block.document)}#b{remark.block_id}",
            _("Answer"),
        )
        for remark in unanswered
    ]


def _rereadings(person: Person, places: Sequence[Membership]) -> list[Waiting]:
    """Documents given to reread, in which this person has not written and which they have not reread yet."""
    inside = [place.community_id for place in places if place.is_inside]
    documents = (
        Document.objects.visible_to(person)
        .filter(community__in=inside, publications=None, cycle__ended_at=None)
        .exclude(rereading_opened_at=None)
        .exclude(blocks__brought_by__person=person)
        .exclude(rereadings__by__person=person)
        .select_related("community")
    )
    return [
        Waiting(
            _("“%(document)s” waits for rereaders in %(community)s.")
            % {"document": document, "community": document.community},
            _to_reread(document),
            _("Reread it"),
        )
        for document in documents
    ]


def _to_reread(document: Document) -> str:
    """Where a document is reread, with its remarks."""
    return reverse("documents:rereading", args=[document.community.slug, document.pk])
