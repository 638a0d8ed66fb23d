"""One life, step by step: who tries what, who else would have been let, and what must hold afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import connection
from django.utils.module_loading import import_string
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from config import recurring
from tests.life import invariants
from tests.life.invariants.openness import nobody_is_treated_otherwise
from tests.life.looks import look
from tests.life.rights import may
from tests.life.rows import Row, Witness, changed
from tests.life.steps import DAYS_PASS, Step, refusal
from tests.life.undoing import undone
from tests.life.world import BEGINNING, World
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock, outbox
from tresse.memberships.models import Membership
from tresse.networks.models import Organisation

# 0–9 is somebody, whoever they are; 10–29 somebody who has the right to, where there is one.
actors = st.integers(0, 29)
picks = st.integers(0, 5)
# Mails and digests tell what is; what must hold does not hang on them.
NOT_OF_COMMUNITIES = ("tresse.core.", "tresse.library.", "tresse.accounts.", "tresse.notifications.")
CLOCKWORK = [path for path, _ in recurring.RECURRING if not path.startswith(NOT_OF_COMMUNITIES)]


class Everything:
    """What Hypothesis asks which rules are left out."""

    def is_enabled(self, name: str) -> bool:
        return True


class Life(RuleBasedStateMachine):
    """What every part of a life uses. The parts add what people may try."""

    world: ClassVar[World]
    everybody_tries_each = 5  # steps; the ten people all try what one of them does
    looks_at_pages = False

    def __init__(self) -> None:
        super().__init__()
        # Hypothesis leaves half of the rules out of each run; a life has everything in it.
        self._rules_strategy.enabled_rules_strategy = st.just(Everything())
        self._left = ExitStack()
        self._left.enter_context(undone())
        self._left.enter_context(outbox.nothing_leaves())
        self.now: datetime = BEGINNING + timedelta(days=1)
        self.people: list[Person] = self.world.people
        self.community: Community
        self._witness = Witness()
        self._left.enter_context(connection.execute_wrapper(self._witness))
        self.rows = self._witness.read(self.now)
        self.turn = 0
        self.begun = False  # while the founders are at work, nobody else tries

    def teardown(self) -> None:
        self._left.close()

    def home(self, who: int) -> Organisation | None:
        return self.world.homes[who]

    def home_of(self, person: Person) -> Organisation | None:
        return self.home(self.people.index(person))

    def clock(self) -> AbstractContextManager[None]:
        return clock.at(self.now)

    def look(self) -> None:
        """Read the tables as they are now."""
        self.rows = self._witness.read(self.now, self.rows)

    def fresh(self) -> Community:
        return Community.objects.get(pk=self.community.pk)

    def is_time(self, found: Any) -> bool:
        """Most of what one tries has its time; out of it, it is tried less often."""
        return self.turn % 8 == 0 or bool(found)

    @property
    def stage(self) -> str:
        return str(self.rows.communities[self.community.pk].stage)

    @property
    def open_cycles(self) -> list[Row]:
        strands = {strand.id for strand in self.rows.of("strands", community_id=self.community.pk)}
        return [
            cycle
            for cycle in self.rows.of("cycles", ended_at=None)
            if cycle.strand_id in strands and cycle.opened_at
        ]

    def pick(self, table: str, number: int, **values: Any) -> Any:
        """One of the rows of our community with these values, or None."""
        return self.one(self.rows.of(table, **values), number)

    def one(self, found: list[Row], number: int) -> Any:
        return found[number % len(found)] if found else None

    def membership(self, pk: int) -> Membership:
        return Membership.objects.select_related("community", "person").get(pk=pk)

    def actor(self, kind: str, who: int, about: dict[str, Any]) -> Person:
        """The person this draw means."""
        if who >= 10:
            able = [person for person in self.people if may(kind, self.rows, person.pk, self.community.pk, about)]
            if able:
                return able[who % len(able)]
        return self.people[who % 10]

    def attempt(self, kind: str, who: int, act: Callable[[Person], Any], /, **about: Any) -> bool:
        """Somebody tries this. Whether it was done."""
        person = self.actor(kind, who, about)
        self.turn += 1
        if self.begun and self.turn % self.everybody_tries_each == 0:
            self._everybody_tries(kind, act, about)
            self._same_for_a_member_of_the_network(kind, person, act, about)
        step = self._try(kind, person, act, about)
        self.rows = step.after
        invariants.check(step)
        return step.refused is None

    def must(self, kind: str, who: int, act: Callable[[Person], Any], /, **about: Any) -> None:
        """Somebody does what they have the right to: being refused would be a fault."""
        assert self.attempt(kind, who, act, **about), f"{kind} was refused to {self.people[who]}"

    def pass_days(self, days: int) -> None:
        """Days go by, a month at a time at most; each time what the clock of the product does is done, twice."""
        while days > 0:
            self.now += timedelta(days=min(days, 31))
            before, days = self.rows.at(self.now), days - 31
            self._let_the_clock_run()
            self.rows = self._witness.read(self.now, self.rows)
            self._let_the_clock_run()
            again = self._witness.read(self.now, self.rows)
            assert not changed(self.rows, again), "done twice, the clock's work changes nothing"
            self.rows = again
            invariants.check(Step(DAYS_PASS, None, self.community.pk, {}, None, before, self.rows))
        look(self)

    def _let_the_clock_run(self) -> None:
        with clock.at(self.now):
            for path in CLOCKWORK:
                import_string(path)()

    def _try(self, kind: str, person: Person, act: Callable[[Person], Any], about: dict[str, Any]) -> Step:
        with clock.at(self.now):
            refused = refusal(lambda: act(person))
        return Step(
            kind, person.pk, self.community.pk, about, refused, self.rows, self._witness.read(self.now, self.rows)
        )

    def _everybody_tries(self, kind: str, act: Callable[[Person], Any], about: dict[str, Any]) -> None:
        """Each of the ten in turn, as if the others had not; the step itself comes afterwards."""
        for person in self.people:
            with undone():
                invariants.check(self._try(kind, person, act, about))

    def _same_for_a_member_of_the_network(
        self, kind: str, person: Person, act: Callable[[Person], Any], about: dict[str, Any]
    ) -> None:
        """The same person at the same moment, their organisation now a member of the network, now not (O2)."""
        answers = []
        for is_member in (True, False):
            with undone():
                Organisation.objects.update(is_member=is_member)
                answers.append(self._try(kind, person, act, about).refused)
        nobody_is_treated_otherwise(*answers)
