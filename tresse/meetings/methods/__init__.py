"""Session formats: ways of working together an agenda item may use. A new one is one file here, and one name in the list.

`objectives/*.py` name the keys that suit each objective; a method no objective names suits all. A network writes methods
of its own beside these (`config/methods.py`): whoever looks for a method, of either kind, asks `named` and `on_offer`.
"""

from collections.abc import Callable, Collection, Iterable

from django.utils.module_loading import import_string

from config import methods as declared
from tresse.meetings.methods.after_action_review import AFTER_ACTION_REVIEW
from tresse.meetings.methods.check_in import CHECK_IN
from tresse.meetings.methods.check_out import CHECK_OUT
from tresse.meetings.methods.codevelopment import CODEVELOPMENT
from tresse.meetings.methods.consent_round import CONSENT_ROUND
from tresse.meetings.methods.declaration import Method, Step, shared_out
from tresse.meetings.methods.dpatr import DPATR
from tresse.meetings.methods.fishbowl import FISHBOWL
from tresse.meetings.methods.one_two_four_all import ONE_TWO_FOUR_ALL
from tresse.meetings.methods.open_exchange import OPEN_EXCHANGE
from tresse.meetings.methods.outside_view import OUTSIDE_VIEW
from tresse.meetings.methods.pairs import PAIRS
from tresse.meetings.methods.peer_assist import PEER_ASSIST
from tresse.meetings.methods.practice_evening import PRACTICE_EVENING
from tresse.meetings.methods.rereading import REREADING
from tresse.meetings.methods.testimonies import TESTIMONIES
from tresse.meetings.methods.troika import TROIKA
from tresse.meetings.methods.world_cafe import WORLD_CAFE
from tresse.meetings.methods.writing_together import WRITING_TOGETHER

__all__ = ["METHODS", "Method", "Step", "named", "on_offer", "shared_out"]

METHODS = {
    method.key: method
    for method in (
        CHECK_IN,
        CHECK_OUT,
        OPEN_EXCHANGE,
        WRITING_TOGETHER,
        REREADING,
        CONSENT_ROUND,
        TESTIMONIES,
        OUTSIDE_VIEW,
        WORLD_CAFE,
        FISHBOWL,
        ONE_TWO_FOUR_ALL,
        PAIRS,
        PEER_ASSIST,
        AFTER_ACTION_REVIEW,
        CODEVELOPMENT,
        DPATR,
        TROIKA,
        PRACTICE_EVENING,
    )
}


def named(keys: Iterable[str]) -> dict[str, Method]:
    """The methods of these keys, retired ones too: what an agenda uses stays whole. Two queries at most."""
    wanted = {key for key in keys if key}
    found = {key: METHODS[key] for key in wanted & METHODS.keys()}
    elsewhere = wanted - METHODS.keys()
    return found | (_of_the_network(elsewhere) if elsewhere else {})


def on_offer() -> dict[str, Method]:
    """Every method one may choose now: those declared here, then those the network wrote and has not retired."""
    return METHODS | _of_the_network(None)


def _of_the_network(keys: Collection[str] | None) -> dict[str, Method]:
    read: Callable[[Collection[str] | None], dict[str, Method]] = import_string(declared.OF_THE_NETWORK)
    return read(keys)
