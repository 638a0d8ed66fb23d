"""What the folders above show on the page of a session: they are declared in `config/session_parts.py`."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.module_loading import import_string

from config import session_parts as declared
from tresse.communities.models import Community
from tresse.meetings.models import Meeting


@dataclass(frozen=True)
class SessionPart:
    """A fragment of the page: its template, and what it reads beside `meeting`, `community`, `csrf_token` and `request`.

    `where` is the body, under the programme, or the side, under the answers.
    """

    template: str
    context: dict[str, Any]
    where: Literal["body", "side"] = "body"


@dataclass(frozen=True)
class ListPart:
    """A fragment above the list of sessions: its template, and all it reads."""

    template: str
    context: dict[str, Any]


def parts_of_list(community: Community, person: Any) -> list[ListPart]:
    """All that is shown above the sessions to this person."""
    asked = [import_string(path)(person, community) for path in declared.LIST_PARTS]
    return [part for part in asked if part is not None]


def parts_of(meeting: Meeting, person: Any) -> dict[str, list[SessionPart]]:
    """All that is shown there to this person, by place, in the order in which it is declared."""
    asked = [import_string(path)(person, meeting) for path in declared.SESSION_PARTS]
    shown: list[SessionPart] = [part for part in asked if part is not None]
    return {place: [part for part in shown if part.where == place] for place in ("body", "side")}
