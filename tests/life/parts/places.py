"""Pausing, coming back, moving to another organisation, leaving: at once, and without having to say why."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import Life, actors
from tresse.memberships.actions import leaving


class Places(Life):
    @rule(who=actors)
    def pauses(self, who: int) -> None:
        self.attempt("pause", who, lambda person: leaving.pause(self.fresh(), by=person))

    @precondition(lambda self: self.is_time(any(member.paused_at for member in self.rows.memberships.values())))
    @rule(who=actors)
    def comes_back(self, who: int) -> None:
        self.attempt("come back", who, lambda person: leaving.come_back(self.fresh(), by=person))

    @precondition(lambda self: self.is_time(self.turn % 3 == 0))
    @rule(who=actors, stays_as=st.sampled_from(["named", "unsigned"]))
    def leaves(self, who: int, stays_as: str) -> None:
        self.attempt("leave", who, lambda person: leaving.leave(self.fresh(), by=person, stays_as=stays_as))

    @rule(who=actors, to=st.integers(0, 3))
    def moves(self, who: int, to: int) -> None:
        """To the organisation of one of the first four, which may be none."""
        self.attempt("move", who, lambda person: leaving.move(self.fresh(), by=person, organisation=self.home(to)))
