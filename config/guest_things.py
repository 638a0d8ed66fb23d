"""What somebody may be invited to without an account, beside a question. A new one is one entry here.

The model says who may see it (`visible_to`) and what it is called (`str`); `inviting` is the rule of whoever invites,
(person, thing) -> Ruling; `until` says when the link ends, (thing) -> moment; `written` mails it, (guest) -> None; `page` is
the view whoever has the link reads, (request, guest) -> response.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class GuestThing:
    model: str
    name: str  # message id, translated where it is shown
    inviting: str  # dotted path
    until: str  # dotted path
    written: str  # dotted path
    page: str  # dotted path


GUEST_THINGS: dict[str, GuestThing] = {
    "session": GuestThing(
        model="meetings.Meeting",
        name=_("a session"),
        inviting="tresse.meetings.rules.inviting_guest",
        until="tresse.meetings.rules.open_to_guests_until",
        written="tresse.meetings.emails.invite_guest",
        page="tresse.meetings.views.guests.show",
    ),
    "document": GuestThing(
        model="documents.Document",
        name=_("a document to reread"),
        inviting="tresse.documents.rules.inviting_guest",
        until="tresse.documents.rules.open_to_guests_until",
        written="tresse.documents.emails.invite_guest",
        page="tresse.documents.views.guests.show",
    ),
}
