"""Acts by two: asked for, confirmed at once, later or never, declined, left to lapse."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import Life, actors, picks
from tresse.communities.models import Cycle
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo

# Who confirms it at once; 30 and more leave it waiting.
seconds = st.integers(0, 39)
ENDINGS = ["without_document", "without_document", "accomplished", "accomplished_internally", "so"]


class Acts(Life):
    @precondition(lambda self: self.is_time(self.turn % 2 == 0 and self.open_cycles))
    @rule(
        who=actors,
        second=seconds,
        ending=st.sampled_from(ENDINGS),
        reason=st.sampled_from(["Le temps a manqué.", ""]),
    )
    def closes_the_cycle(self, who: int, second: int, ending: str, reason: str) -> None:
        cycle = Cycle.objects.filter(strand__community=self.community).order_by("-pk").first()
        if cycle:
            self.asks("cycle.closing", who, second, {"ending": ending, "reason": reason}, cycle)

    @precondition(lambda self: self.turn % 4 == 0)  # nothing happens after it
    @precondition(lambda self: self.is_time(self.turn % 4 == 0))
    @rule(who=actors, second=seconds)
    def closes_the_community(self, who: int, second: int) -> None:
        self.asks("community.closing", who, second, {"word": "Merci."})

    @precondition(lambda self: self.is_time(self.rows.of("acts", confirmed_at=None, declined_at=None)))
    @rule(who=actors, pick=picks)
    def confirms(self, who: int, pick: int) -> None:
        act = self._one_of(pick)
        if act:
            self.confirms_it(who, act.id)

    @precondition(lambda self: self.is_time(self.rows.of("acts", confirmed_at=None, declined_at=None)))
    @rule(who=actors, pick=picks)
    def declines(self, who: int, pick: int) -> None:
        act = self._one_of(pick)
        if act:
            self.attempt(
                "decline an act",
                who,
                lambda person: acts.decline(ActByTwo.objects.get(pk=act.id), by=person, word="Pas encore."),
                asked=act.id,
            )

    def asks(self, kind: str, who: int, second: int, terms: dict[str, Any], subject: Any = None) -> None:
        """Somebody asks for this; somebody else may confirm it at once."""
        done = self.attempt(
            "ask for an act",
            who,
            lambda person: acts.ask(kind, subject or self.fresh(), self.fresh(), by=person, terms=terms),
            act_kind=kind,
        )
        asked = self.rows.of("acts", community_id=self.community.pk, kind=kind)
        if done and second < 30 and asked:
            self.confirms_it(second, asked[-1].id)

    def confirms_it(self, who: int, act: int) -> None:
        self.attempt(
            "confirm an act",
            who,
            lambda person: acts.confirm(ActByTwo.objects.get(pk=act), by=person),
            asked=act,
        )

    def _one_of(self, pick: int) -> Any:
        """One that waits, if any does; otherwise one that was answered or lapsed."""
        asked = self.rows.of("acts", community_id=self.community.pk)
        waiting = [act for act in asked if act.confirmed_at is None and act.declined_at is None]
        return self.one(waiting, pick) or self.one(asked, pick)
