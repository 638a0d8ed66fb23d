"""What one does with a date poll: open it, answer, choose the moment, leave more time, call it off."""

from tresse.polls.actions.answering import answer_poll
from tresse.polls.actions.opening import open_poll
from tresse.polls.actions.settling import call_off, forget_who_could_come, prolong, settle

__all__ = ["answer_poll", "call_off", "forget_who_could_come", "open_poll", "prolong", "settle"]
