"""What one does to run a session: its methods, its roles, its steps, its small groups."""

from tresse.facilitation.actions.forgetting import forget_names_of_ended_sessions, forget_who_did_what
from tresse.facilitation.actions.groups import (
    count_off,
    draw_again,
    draw_groups,
    rearrange,
    seat_latecomer,
)
from tresse.facilitation.actions.methods import (
    StepTerms,
    bring_back_method,
    change_method,
    retire_method,
    write_method,
)
from tresse.facilitation.actions.roles import pass_on_role, propose_roles, take_role
from tresse.facilitation.actions.running import finish, give_time, go_back, go_on

__all__ = [
    "StepTerms",
    "bring_back_method",
    "change_method",
    "count_off",
    "draw_again",
    "draw_groups",
    "finish",
    "forget_names_of_ended_sessions",
    "forget_who_did_what",
    "give_time",
    "go_back",
    "go_on",
    "pass_on_role",
    "propose_roles",
    "rearrange",
    "retire_method",
    "seat_latecomer",
    "take_role",
    "write_method",
]
