"""The machine that plays: all the parts together."""

from tests.life.parts.charters import Charters
from tests.life.parts.cycles import Cycles
from tests.life.parts.decisions import Decisions
from tests.life.parts.founding import Founding
from tests.life.parts.mandates import Mandates
from tests.life.parts.places import Places
from tests.life.parts.sessions import Sessions
from tests.life.parts.welcome import Welcome


class Years(Founding, Cycles, Mandates, Sessions, Decisions, Charters, Welcome, Places):
    """Years of a community's life."""

    looks_at_pages = True
