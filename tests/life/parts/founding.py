"""Founding a community, inviting, signing, beginning."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.life.life import Life, actors, picks
from tests.life.world import FOUNDERS
from tresse.charters.actions import change_charter, sign_charter
from tresse.charters.models import Charter
from tresse.lifecycle.founding import StrandPlan, begin_community, found_community
from tresse.memberships import actions as memberships
from tresse.memberships.models import Invitation
from tresse.objectives import OBJECTIVES


class Founding(Life):
    @initialize(
        founders=st.sampled_from(FOUNDERS),
        objective=st.sampled_from(list(OBJECTIVES)),
        months=st.sampled_from([3, 12, 24]),
        days=st.sampled_from([2, 14]),
        door=st.sampled_from(["", "", "between_sessions", "closed"]),
        others=st.sets(st.integers(0, 7), max_size=3),
        far=st.sampled_from(["living", "living", "forming", "idea"]),
    )
    def is_founded(
        self,
        founders: tuple[int, int],
        objective: str,
        months: int,
        days: int,
        door: str,
        others: set[int],
        far: str,
    ) -> None:
        """Two people write an idea down, with others or not, and bring it as far as that."""
        first, second = founders
        with self.clock():
            self.community = found_community(
                by=self.people[first],
                name="CP Hasard",
                purpose="Croiser nos pratiques.",
                practice="Agir ensemble",
                strands=[StrandPlan("Échange", objective)],
                organisation=self.home(first),
                language="fr",
            )
            charter = Charter.objects.get(community=self.community)
            change_charter(
                charter, by=self.people[first], articles=[], mandate_months=months, act_days=days, door=door
            )
        self.look()
        if far != "idea":
            self._begins_with(first, second, sorted(others - {first, second}))
        if far == "living":
            self.opens_first_cycle(first)
        self.begun = True

    @rule(who=actors, guest=st.integers(0, 9))
    def invites(self, who: int, guest: int) -> None:
        self._invites(who, guest)

    @precondition(lambda self: self.is_time(self.rows.of("invitations", answered_at=None)))
    @rule(who=actors, pick=picks)
    def accepts(self, who: int, pick: int) -> None:
        waiting = self.pick("invitations", pick, community_id=self.community.pk)
        if waiting:
            self._accepts(who, waiting.id)

    @rule(who=actors, pick=st.integers(0, 9))
    def comes_in(self, who: int, pick: int) -> None:
        self._comes_in(10 + who % 10, pick)

    @rule(who=actors)
    def signs(self, who: int) -> None:
        self._signs(who)

    def _signs(self, who: int) -> bool:
        return self.attempt("sign the charter", who, lambda person: sign_charter(self._charter(), by=person))

    @precondition(lambda self: self.is_time(self.stage == "idea"))
    @rule(who=actors)
    def takes_a_founding_mandate(self, who: int) -> None:
        self._takes_a_founding_mandate(who)

    def _takes_a_founding_mandate(self, who: int) -> bool:
        months = self._charter().mandate_months
        return self.attempt(
            "take a founding mandate",
            who,
            lambda person: memberships.take_founding_mandate(self.fresh(), by=person, months=months),
        )

    @precondition(lambda self: self.is_time(self.stage == "idea"))
    @rule(who=actors)
    def begins(self, who: int) -> None:
        self._begins(who)

    def _begins(self, who: int) -> bool:
        return self.attempt("begin the community", who, lambda person: begin_community(self.fresh(), by=person))

    def _begins_with(self, first: int, second: int, others: list[int]) -> None:
        assert self._signs(first)
        for other in (second, *others):
            assert self._comes_in(first, other)
        for founder in (first, second):
            assert self._takes_a_founding_mandate(founder)
        assert self._begins(first)

    def _comes_in(self, who: int, guest: int) -> bool:
        """Invited, accepts and signs: what most people do."""
        if not self._invites(who, guest):
            return False
        waiting = self.rows.of("invitations", community_id=self.community.pk, email=self.people[guest].email)
        return self._accepts(guest, waiting[-1].id) and self._signs(guest)

    def _invites(self, who: int, guest: int) -> bool:
        email = self.people[guest].email
        return self.attempt("invite", who, lambda person: memberships.invite(self.fresh(), by=person, email=email))

    def _accepts(self, who: int, invitation: int) -> bool:
        return self.attempt(
            "accept an invitation",
            who,
            lambda person: memberships.accept_invitation(
                Invitation.objects.get(pk=invitation), by=person, organisation=self.home_of(person)
            ),
            invitation=invitation,
            addresses={person.pk: person.email for person in self.people},
        )

    def _charter(self) -> Charter:
        return Charter.objects.get(community=self.community, superseded_at=None, is_draft=False)
