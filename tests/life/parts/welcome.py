"""Asking to come in, being answered, refused by two or left waiting; the trial and its words."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import actors, picks
from tests.life.parts.acts import Acts, seconds
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo, WelcomePair
from tresse.welcome import actions as welcome
from tresse.welcome.models import JoinRequest

words = st.sampled_from(["Le groupe est complet.", "Le groupe est complet.", ""])


class Welcome(Acts):
    @rule(
        who=actors, situation=st.sampled_from(["Nous peinons à faire place.", "Nous peinons à faire place.", " "])
    )
    def asks_to_come_in(self, who: int, situation: str) -> None:
        self.attempt(
            "ask to come in",
            who,
            lambda person: welcome.ask_in(
                self.fresh(), by=person, situation=situation, hope="Des idées.", organisation=self.home_of(person)
            ),
        )

    @precondition(lambda self: self.is_time(self.rows.of("requests", answered_at=None)))
    @rule(who=actors, pick=picks)
    def welcomes(self, who: int, pick: int) -> None:
        self._with_a_request("welcome a request", who, pick, welcome.welcome)

    @precondition(lambda self: self.is_time(self.rows.of("requests", answered_at=None)))
    @rule(who=actors, pick=picks, days=st.sampled_from([0, 5, 20, 400]))
    def puts_off(self, who: int, pick: int, days: int) -> None:
        until = self.rows.today + timedelta(days=days)
        self._with_a_request(
            "put a request off",
            who,
            pick,
            lambda request, by: welcome.put_off(request, by=by, until=until, word="Au prochain cycle."),
        )

    @precondition(lambda self: self.is_time(self.rows.of("requests", answered_at=None)))
    @rule(who=actors, second=seconds, pick=picks, reason=words, alternative=words)
    def refuses(self, who: int, second: int, pick: int, reason: str, alternative: str) -> None:
        """One asks to refuse; it takes a second one."""
        asked = self._with_a_request(
            "ask to refuse",
            who,
            pick,
            lambda request, by: welcome.ask_to_refuse(request, by=by, reason=reason, alternative=alternative),
        )
        waiting = self.rows.of("acts", community_id=self.community.pk, kind="request.refusing", confirmed_at=None)
        if asked and second < 30:
            self.attempt(
                "confirm an act",
                second,
                lambda person: acts.confirm(ActByTwo.objects.get(pk=waiting[-1].id), by=person),
                asked=waiting[-1].id,
            )

    @precondition(lambda self: self.is_time(self.rows.of("requests", answered_at=None)))
    @rule(who=actors, pick=picks)
    def puts_before_all(self, who: int, pick: int) -> None:
        self._with_a_request("put a request before all", who, pick, welcome.put_before_all)

    @precondition(lambda self: self.is_time(self.rows.of("requests", answered_at=None)))
    @rule(who=actors, pick=picks)
    def takes_a_request_back(self, who: int, pick: int) -> None:
        self._with_a_request("take a request back", who, pick, welcome.take_back)

    @precondition(lambda self: self.is_time(self.rows.of("pairs", ended_at=None)))
    @rule(who=actors, pick=picks)
    def says_a_word_of_welcome(self, who: int, pick: int) -> None:
        pair = self.one(list(self.rows.pairs.values()), pick)
        if pair:
            self.attempt(
                "say a word of welcome",
                who,
                lambda person: welcome.say_word(WelcomePair.objects.get(pk=pair.id), by=person, word="Merci."),
                pair=pair.id,
            )

    def _with_a_request(self, kind: str, who: int, pick: int, act: Any) -> bool:
        request = self._request(pick)
        return bool(request) and self.attempt(
            kind, who, lambda person: act(JoinRequest.objects.get(pk=request.id), by=person), request=request.id
        )

    def _request(self, pick: int) -> Any:
        ours = self.rows.of("requests", community_id=self.community.pk)
        return self.one([r for r in ours if r.answered_at is None], pick) or self.one(ours, pick)
