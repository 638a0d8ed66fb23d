"""What the addresses of Tresse name: for each of their arguments, everything there is.

An argument is looked up as `space:name`, then as `name`. One nobody said anything of stops the walk: an address asked for
with what does not exist proves nothing.
"""

from collections.abc import Callable, Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Model

from config.guest_things import GUEST_THINGS
from config.marks import MARKS
from tresse.accounts.models import Person
from tresse.charters.models import Charter
from tresse.communities.models import Community, Cycle, Strand
from tresse.core.models import OutgoingMail
from tresse.decisions.models import Clarification, Decision, Proposal
from tresse.decisions.views.sheet import GESTURES
from tresse.discussions.kinds import KINDS as CONVERSATIONS
from tresse.discussions.models import AttachedFile, Message, MessageRevision, Thread
from tresse.documents.kinds import KINDS as BLOCKS
from tresse.documents.models import Block, Document, Remark
from tresse.facilitation.models import Draw, NetworkMethod, Role
from tresse.guests.models import Guest
from tresse.library.models import Publication
from tresse.meetings.methods import METHODS, on_offer
from tresse.meetings.minutes.passages import passages_of
from tresse.meetings.models import AgendaItem, Correction, Joining, Mark, Meeting, Minutes, Pledge, TrackQuestion
from tresse.memberships.models import ActByTwo, Call, Mandate, WelcomePair
from tresse.networks.models import Organisation
from tresse.objectives import OBJECTIVES
from tresse.polls.models import Poll
from tresse.resources.formats import FORMATS
from tresse.resources.models import Import, Reference
from tresse.web.mail_previews import previews
from tresse.welcome.models import JoinRequest

# A secret address opens by itself, to whoever was given it: nobody finds it by walking.
SECRETS = {"token", "code", "key", "uidb36"}


def are_secret(space: str, names: Iterable[str]) -> bool:
    return any(name in SECRETS and f"{space}:{name}" not in ARGUMENTS for name in names)


def values(space: str, route: str, name: str) -> list[Any]:
    """Everything this argument of this address may be."""
    if name == "slug":
        return _of(Community if route.startswith("c/") else Organisation, "slug")
    found = ARGUMENTS.get(f"{space}:{name}") or ARGUMENTS.get(name)
    if found is None:
        raise LookupError(f"say in tests/arguments.py what « {name} » may be in {route}")
    return found()


def _of(model: type[Model], name: str = "pk") -> list[Any]:
    return list(model._default_manager.order_by(name).values_list(name, flat=True).distinct())


def _passages() -> list[str]:
    return sorted({passage.digest for minutes in Minutes.objects.all() for passage in passages_of(minutes)})


ARGUMENTS: dict[str, Callable[[], list[Any]]] = {
    "act_id": lambda: _of(ActByTwo),
    "address": lambda: _of(Publication, "address"),
    "block_pk": lambda: _of(Block),
    "call_id": lambda: _of(Call),
    "correction": lambda: _of(Correction),
    "cycle_id": lambda: _of(Cycle),
    "digest": _passages,
    "document_id": lambda: _of(Document),
    "gesture": lambda: list(GESTURES),
    "item": lambda: _of(AgendaItem),
    "joining": lambda: _of(Joining),
    "language": lambda: ["fr", "en"],
    "mail_id": lambda: _of(OutgoingMail),
    "mandate_id": lambda: _of(Mandate),
    "mark": lambda: _of(Mark),
    "message_pk": lambda: _of(Message),
    "objective": lambda: list(OBJECTIVES),
    "pair_id": lambda: _of(WelcomePair),
    "person_id": lambda: _of(Person),
    "pledge": lambda: _of(Pledge),
    "remark_pk": lambda: _of(Remark),
    "revision": lambda: _of(MessageRevision, "number"),
    "role": lambda: list(Role.values),
    "round_number": lambda: _of(Draw, "number"),
    "strand_id": lambda: _of(Strand),
    "version": lambda: _of(Publication, "version"),
    ":pk": lambda: _of(Authenticator),
    "charters:number": lambda: _of(Charter, "version"),
    "decisions:number": lambda: sorted({*_of(Decision, "number"), *_of(Proposal, "number")}),
    "decisions:question": lambda: _of(Clarification),
    "discussions:kind": lambda: list(CONVERSATIONS),
    "discussions:number": lambda: _of(Thread, "number"),
    "discussions:token": lambda: _of(AttachedFile, "token"),  # it opens to readers of the conversation alone
    "documents:kind": lambda: list(BLOCKS),
    "documents:pk": lambda: _of(Document),
    "facilitation:key": lambda: sorted({*METHODS, *on_offer(), *_of(NetworkMethod, "key")}),
    "facilitation:number": lambda: _of(Meeting, "number"),
    "guests:kind": lambda: list(GUEST_THINGS),
    "guests:pk": lambda: sorted({*_of(Guest), *_of(Meeting), *_of(Document)}),
    "library:name": lambda: sorted({publication.slug for publication in Publication.objects.all()}),
    "mailbox:name": lambda: list(previews()),
    "mailbox:number": lambda: [0, 1],
    "meetings:kind": lambda: list(MARKS),
    "meetings:number": lambda: _of(Meeting, "number"),
    "meetings:question": lambda: _of(TrackQuestion),
    "polls:number": lambda: _of(Poll, "number"),
    "resources:name": lambda: list(FORMATS),
    "resources:number": lambda: _of(Reference, "number"),
    "resources:pk": lambda: _of(Import),
    "welcome:number": lambda: _of(JoinRequest, "number"),
}
