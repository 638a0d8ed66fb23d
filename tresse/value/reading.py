"""An attestation in words, in the language that is active: the same on the page that verifies it and on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from tresse.core.dates import date_format
from tresse.memberships.models import Function
from tresse.value.content import Content, minutes_of_sessions


@dataclass(frozen=True)
class Reading:
    """What it says, sentence by sentence."""

    name: str
    network: str
    community: str
    cycle: str
    question: str
    period: str
    functions: list[str]
    sessions: list[str]
    time: list[str]
    brought: str
    made: str


def reading(content: Content) -> Reading:
    """The plain content, said."""
    return Reading(
        name=content["name"],
        network=content["network"],
        community=content["community"],
        cycle=content["strand"],
        question=content["question"],
        period=_period(content),
        functions=[_function(held) for held in content["functions"]],
        sessions=[_session(session) for session in content["sessions"]],
        time=_time(content),
        brought=content["brought"],
        made=gettext("Made on %(day)s, at the request of the person it is about.")
        % {"day": _day(content["made_on"])},
    )


def duration(minutes: int) -> str:
    """« 7 h 30 », « 2 h »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)s h") % {"hours": hours}
    return gettext("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02d}"}


def _period(content: Content) -> str:
    days = {"begins": _day(content["from"]), "ends": _day(content["until"])}
    if content["is_over"]:
        return gettext("From %(begins)s to %(ends)s.") % days
    return gettext("From %(begins)s to %(ends)s; the cycle goes on.") % days


def _function(held: dict[str, str]) -> str:
    said = {
        "function": capfirst(Function(held["function"]).label),
        "strand": held["strand"],
        "begins": _day(held["from"]),
        "ends": _day(held["until"]),
    }
    if held["strand"]:
        return gettext("%(function)s, strand “%(strand)s”, from %(begins)s to %(ends)s") % said
    return gettext("%(function)s, from %(begins)s to %(ends)s") % said


def _session(session: dict[str, Any]) -> str:
    said = {"day": _day(session["on"]), "length": duration(session["minutes"]), "title": session["title"]}
    if session["title"]:
        return gettext("%(day)s, %(length)s: %(title)s") % said
    return gettext("%(day)s, %(length)s") % said


def _time(content: Content) -> list[str]:
    sessions, minutes, prepared = (
        len(content["sessions"]),
        minutes_of_sessions(content),
        content["preparation_hours"],
    )
    told = []
    if sessions:
        sentence = ngettext(
            "%(count)s session, %(length)s in all.", "%(count)s sessions, %(length)s in all.", sessions
        )
        told.append(sentence % {"count": sessions, "length": duration(minutes)})
    if prepared:
        sentence = ngettext(
            "%(count)s hour of preparation, declared by the person.",
            "%(count)s hours of preparation, declared by the person.",
            prepared,
        )
        told.append(sentence % {"count": prepared})
    return told


def _day(day: str) -> str:
    return date_format(date.fromisoformat(day), "j F Y")
