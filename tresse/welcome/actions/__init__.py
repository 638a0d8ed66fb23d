"""What one does at the door: ask to come in, answer, and end a trial."""

from tresse.welcome.actions.answers import admit, ask_to_refuse, close_come_in_otherwise, put_off, refuse, welcome
from tresse.welcome.actions.requests import (
    ask_in,
    bring_overdue_before_all,
    put_before_all,
    take_back,
    write_message,
)
from tresse.welcome.actions.trials import complete_pairs, end_trials, say_word

__all__ = [
    "admit",
    "ask_in",
    "ask_to_refuse",
    "bring_overdue_before_all",
    "close_come_in_otherwise",
    "complete_pairs",
    "end_trials",
    "put_before_all",
    "put_off",
    "refuse",
    "say_word",
    "take_back",
    "welcome",
    "write_message",
]
