"""Guests for tests, invited by the same actions as everybody's."""

from typing import Any

from tests.cast import Cast
from tresse.documents import actions as documents
from tresse.documents.models import Document
from tresse.documents.tests import factories as written
from tresse.guests import actions
from tresse.guests.models import Guest
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions

QUESTION = "Comment faites-vous de la place aux plus jeunes ?"


def guest(cast: Cast, *, by: Any = None, **changes: Any) -> Guest:
    """Fatou, asked a question by Mina, unless said otherwise."""
    said = {"name": "Fatou Sarr", "email": "fatou@example.org", "word": "Tu l'as vécu."} | changes
    if "thing" not in said:
        said.setdefault("question", QUESTION)
    return actions.invite_guest(cast.community, by=by or cast.member, **said)


def to_session(cast: Cast, meeting: Meeting | None = None, **changes: Any) -> Guest:
    return guest(cast, kind="session", thing=meeting or sessions.session(cast), **changes)


def document_given(cast: Cast, title: str = "Carnet") -> Document:
    """A document with a text of Awa's and words nobody has authorised yet, given to reread."""
    document = written.document(cast, title=title)
    written.text(document, cast.awa)
    written.quotation(
        document, cast.awa, body="Un secret de Rose.", quoted_name="Rose", quoted_email="rose@example.org"
    )
    return documents.open_rereading(document, by=cast.awa)


def to_document(cast: Cast, document: Document | None = None, **changes: Any) -> Guest:
    return guest(cast, kind="document", thing=document or document_given(cast), **changes)
