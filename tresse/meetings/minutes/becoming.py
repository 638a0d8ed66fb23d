"""What a passage of minutes becomes here (config/marks.py): a pledge, a conversation, words somebody is asked for."""

from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tresse.accounts.models import Person
from tresse.confidence.actions import ask_authorisation
from tresse.confidence.models import Audience, Authorisation
from tresse.core.rulings import Ruling, granted
from tresse.discussions.actions import start_thread
from tresse.discussions.models import Thread
from tresse.meetings.actions.pledges import make_pledge
from tresse.meetings.models import Mark, Minutes, Pledge


def allowed(person: Any, minutes: Minutes) -> Ruling:
    """Whoever may make something of the minutes may make this."""
    return granted


def voice_allowed(person: Any, minutes: Minutes) -> Ruling:
    """Under the Chatham House rule nobody is asked whether they said something: it would say who did (S3)."""
    if minutes.meeting.chatham_house:
        return Ruling(
            gettext_lazy(
                "Chatham House rule: nobody is asked for words of this session. "
                "Whoever said them may bring them to a document themselves."
            )
        )
    return granted


def pledge(mark: Mark, *, by: Any, **terms: Any) -> Pledge:
    """Somebody will do it, by a day."""
    return make_pledge(mark.minutes, by=by, **terms)


def question(mark: Mark, *, by: Any, title: str, text: str) -> Thread:
    """It goes on as a conversation that waits for an answer."""
    return _thread(mark, "question", by=by, title=title, text=text)


def trial_error(mark: Mark, *, by: Any, title: str, text: str) -> Thread:
    """It goes on as an account of what was tried, and of what was understood."""
    return _thread(mark, "trial_error", by=by, title=title, text=text)


def asked_voice(
    mark: Mark, *, by: Any, person: Person | None = None, name: str = "", email: str = ""
) -> Authorisation:
    """Whoever spoke is asked for these exact words, before they can be a block of a document (S2)."""
    meeting = mark.minutes.meeting
    return ask_authorisation(
        mark,
        text=mark.words,
        audience=Audience.PUBLIC,
        community=meeting.community,
        by=by,
        person=person,
        name=name,
        email=email,
        about=_("Session %(number)s") % {"number": meeting.number},
    )


def _thread(mark: Mark, kind: str, *, by: Any, title: str, text: str) -> Thread:
    """About the session, no further than its minutes; of a Chatham House session, about nothing in particular (S3)."""
    minutes = mark.minutes
    audience = min(minutes.get_audience(), Audience.COMMUNITY, key=lambda each: each.width)
    thing = minutes.meeting if minutes.meeting.names_people else None
    title = title or shorten(mark.words, 120, placeholder=" …")
    return start_thread(
        minutes.community, by=by, kind=kind, title=title, text=text, thing=thing, audience=str(audience)
    )
