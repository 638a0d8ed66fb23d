"""Things to be found, each with words of its own, for each audience."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.meetings import actions as meetings
from tresse.meetings.models import Meeting
from tresse.meetings.tests import factories as sessions
from tresse.search.reindexing import reindex

WORDS = {
    Audience.SESSION: "zanzibar",
    Audience.COMMUNITY: "carambole",
    Audience.NETWORK: "mangoustan",
    Audience.PUBLIC: "pamplemousse",
}


def one_of_each(cast: Cast) -> dict[str, Meeting]:
    """A session of CP Genre for each audience, by the word only it says. Mina took part in the one kept among a few."""
    found = {}
    for audience, word in WORDS.items():
        meeting = sessions.held(cast, title=f"Séance {word}", intention=f"On y parle {word}.", audience=audience)
        found[word] = meeting
        if audience == Audience.SESSION:
            meetings.note_attendance(meeting, by=cast.awa, came=[cast.awa, cast.member])
    return found


def written_anew() -> None:
    """What factories made behind the index is found too."""
    for _ in reindex():
        pass


def many(cast: Cast, count: int, *, title: str = "Séance", **terms: Any) -> list[Meeting]:
    with clock.at(clock.now() - timedelta(days=30)):
        return [sessions.session(cast, title=f"{title} {n}", **terms) for n in range(count)]
