"""Mandates given, ended, handed on, running out; hands called for and raised; the interim."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import actors, picks
from tests.life.parts.acts import Acts, seconds
from tresse.memberships import actions as memberships
from tresse.memberships.models import Call, Function, Mandate

functions = st.sampled_from(["co_facilitation", "co_facilitation", *Function.values])
months = st.sampled_from([12, 3, 24, 25, 2])


class Mandates(Acts):
    @rule(who=actors, second=seconds, pick=picks, function=functions, months=months)
    def gives_a_mandate(self, who: int, second: int, pick: int, function: str, months: int) -> None:
        """Two members report the consent given in a session."""
        self.gives_a_mandate_to(who, second, pick, function, months)

    def gives_a_mandate_to(self, who: int, second: int, pick: int, function: str, months: int) -> None:
        member = self.pick("memberships", pick, community_id=self.community.pk)
        terms = {"membership": member.id, "function": function, "months": months, "strand": None, "consent": "oui"}
        self.asks("mandate.giving", who, second, terms)

    @rule(who=actors, late=st.integers(0, 9), pick=picks, days=st.sampled_from([1, 13, 31]))
    def gives_a_mandate_later(self, who: int, late: int, pick: int, days: int) -> None:
        """Asked for, and confirmed only after days; once it has lapsed, or been confirmed, it is too late."""
        self.gives_a_mandate_to(who, 39, pick, "memory_keeping", 12)
        asked = self.rows.of("acts", community_id=self.community.pk, kind="mandate.giving", confirmed_at=None)
        if asked:
            self.pass_days(days)
            self.confirms_it(late, asked[-1].id)
            self.confirms_it(late, asked[-1].id)

    @precondition(lambda self: self.is_time(self.rows.calls))
    @rule(who=actors, second=seconds)
    def takes_the_interim(self, who: int, second: int) -> None:
        self.asks("mandate.interim", who, second, {})

    @rule(who=actors, pick=picks)
    def ends_a_mandate(self, who: int, pick: int) -> None:
        self._with_a_mandate(
            "end a mandate",
            who,
            pick,
            lambda held, person: memberships.end_mandate(held, by=person, handover="Voilà."),
        )

    @rule(who=actors, pick=picks)
    def writes_a_handover(self, who: int, pick: int) -> None:
        self._with_a_mandate(
            "write a handover",
            who,
            pick,
            lambda held, person: memberships.write_handover(held, by=person, handover=f"Au {self.turn}."),
        )

    @precondition(lambda self: self.is_time(any(held.follows_id for held in self.rows.mandates.values())))
    @rule(who=actors, pick=picks)
    def acknowledges_a_handover(self, who: int, pick: int) -> None:
        self._with_a_mandate(
            "acknowledge a handover",
            who,
            pick,
            lambda held, person: memberships.acknowledge_handover(held, by=person),
        )

    @rule(who=actors, function=functions)
    def calls_for_hands(self, who: int, function: str) -> None:
        self.attempt(
            "call for hands", who, lambda person: memberships.call_for_hands(self.fresh(), function, by=person)
        )

    @precondition(lambda self: self.is_time(self.rows.of("calls", closed_at=None)))
    @rule(who=actors, pick=picks)
    def raises_a_hand(self, who: int, pick: int) -> None:
        self._with_a_call("raise a hand", who, pick, memberships.raise_hand)

    @precondition(lambda self: self.is_time(self.rows.of("calls", closed_at=None)))
    @rule(who=actors, pick=picks)
    def closes_a_call(self, who: int, pick: int) -> None:
        self._with_a_call("close a call", who, pick, memberships.close_call)

    def _with_a_mandate(self, kind: str, who: int, pick: int, act: Any) -> None:
        ours = {member.id for member in self.rows.of("memberships", community_id=self.community.pk)}
        mandate = self.one([held for held in self.rows.mandates.values() if held.membership_id in ours], pick)
        if mandate:
            self.attempt(
                kind, who, lambda person: act(Mandate.objects.get(pk=mandate.id), person), mandate=mandate.id
            )

    def _with_a_call(self, kind: str, who: int, pick: int, act: Any) -> None:
        call = self.pick("calls", pick, community_id=self.community.pk)
        if call:
            self.attempt(kind, who, lambda person: act(Call.objects.get(pk=call.id), by=person), call=call.id)
