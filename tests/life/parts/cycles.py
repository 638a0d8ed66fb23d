"""Cycles prepared, opened, moved on; what each brings to them; days that pass."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import Life, actors
from tresse.commitments.actions import say_my_part
from tresse.communities.models import Cycle, Strand
from tresse.lifecycle import opening

A_QUESTION = "Comment faire place à chacun-e ?"
A_DOCUMENT = "Carnet de découverte"


class Cycles(Life):
    @rule(days=st.sampled_from([1, 3, 8, 15, 31, 61, 92]))
    def days_pass(self, days: int) -> None:
        self.pass_days(days)

    @precondition(lambda self: self.is_time(not self.open_cycles))
    @rule(
        who=actors,
        question=st.sampled_from([A_QUESTION, A_QUESTION, ""]),
        document=st.sampled_from([A_DOCUMENT, A_DOCUMENT, ""]),
    )
    def prepares_a_cycle(self, who: int, question: str, document: str) -> None:
        self._prepares(who, question, document)

    @precondition(lambda self: self.is_time(not self.open_cycles))
    @rule(who=actors)
    def opens_a_cycle(self, who: int) -> None:
        self._opens_the_last(who)

    @precondition(lambda self: self.is_time(not self.open_cycles))
    @rule(who=actors)
    def begins_another_cycle(self, who: int) -> None:
        """Prepared and opened by somebody who steers."""
        if self._prepares(10 + who % 10, A_QUESTION, A_DOCUMENT):
            self._opens_the_last(10 + who % 10)

    @precondition(lambda self: self.is_time(self.open_cycles))
    @rule(who=actors)
    def moves_on(self, who: int) -> None:
        cycle = self._cycle()
        if cycle:
            self.attempt("move a cycle on", who, lambda person: opening.move_on(cycle, by=person), cycle=cycle.pk)

    @precondition(lambda self: self.is_time(self.open_cycles))
    @rule(who=actors, answer=st.sampled_from(["continue", "lighter", "pause"]))
    def says_their_part(self, who: int, answer: str) -> None:
        cycle = self._cycle()
        if cycle:
            self.attempt(
                "say one's part", who, lambda person: say_my_part(cycle, by=person, answer=answer), cycle=cycle.pk
            )

    def opens_first_cycle(self, who: int) -> None:
        assert self._prepares(who, A_QUESTION, A_DOCUMENT)
        assert self._opens_the_last(who)

    def _prepares(self, who: int, question: str, document: str) -> bool:
        starts = self.now.date()
        return self.attempt(
            "prepare a cycle",
            who,
            lambda person: opening.prepare_cycle(
                Strand.objects.select_related("community").get(community=self.community),
                by=person,
                question=question,
                intended_document=document,
                starts_on=starts,
                ends_on=starts + timedelta(days=180),
            ),
        )

    def _opens_the_last(self, who: int) -> bool:
        cycle = self._cycle()
        return cycle is not None and self.attempt(
            "open a cycle", who, lambda person: opening.open_cycle(cycle, by=person), cycle=cycle.pk
        )

    def _cycle(self) -> Cycle | None:
        cycles = Cycle.objects.filter(strand__community=self.community).select_related("strand__community")
        return cycles.order_by("-pk").first()
