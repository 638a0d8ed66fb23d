"""Proposals made, bettered, consented and objected to, adopted, taken back, left to the clock."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from config.decision_effects import EFFECTS
from tests.life.life import Life, actors, picks
from tests.life.rows import Row
from tresse.charters.differences import differences
from tresse.charters.models import Charter
from tresse.decisions import actions as decisions
from tresse.decisions.models import Objection, Proposal
from tresse.meetings.models import Meeting

effects = st.sampled_from(["", *EFFECTS])
NUMBERS = (
    ("door", "closed"),
    ("door", ""),
    ("spoken_percent", 100),
    ("act_days", 3),
    ("act_days", 40),
    ("round_days", 2),
)


class Decisions(Life):
    @rule(who=actors)
    def records_a_decision(self, who: int) -> None:
        self.attempt(
            "record a decision",
            who,
            lambda person: decisions.record_decision(
                self.fresh(), by=person, title=f"Décision {self.turn}", outcome="Oui."
            ),
        )

    @rule(
        who=actors,
        effect=effects,
        pick=picks,
        deciders=st.sampled_from(["all", "all", "holders"]),
        in_session=picks,
    )
    def proposes(self, who: int, effect: str, pick: int, deciders: str, in_session: int) -> None:
        self._proposes(who, effect, pick, deciders, in_session == 0)

    @rule(who=actors, effect=effects, pick=picks, silent=picks)
    def decide_together(self, who: int, effect: str, pick: int, silent: int) -> None:
        """Proposed, brought to its round, consented to by whoever decides, one of them perhaps; then adopted."""
        if not self._proposes(10 + who % 10, effect, pick, "all", False):
            return
        proposal = self._brings_to_its_round()
        for number in range(len(self.people)):
            if number != silent:
                self._consents(number, proposal)
        self._adopts(10 + who % 10, proposal)

    @rule(who=actors, second=actors, state=st.sampled_from(["lifted", "integrated", "withdrawn", "standing"]))
    def disagree(self, who: int, second: int, state: str) -> None:
        """Proposed, objected to by somebody who decides, settled by them or another; taken back, objected to again."""
        if not self._proposes(10 + who % 10, "", 0, "all", False):
            return
        proposal = self._brings_to_its_round()
        self._objects(10 + who % 10, proposal, "harm")
        for objection in list(self.rows.objections)[-1:]:
            self._settles(second, objection, state)
        self.attempt(
            "take a proposal back",
            who,
            lambda person: decisions.withdraw(_held(proposal), by=person),
            proposal=proposal,
        )
        self._objects(10 + second % 10, proposal, "limit")

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None)))
    @rule(who=actors, pick=picks)
    def moves_a_proposal_on(self, who: int, pick: int) -> None:
        proposal = self._open(pick)
        if proposal:
            self._moves_on(who, proposal.id)

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None)))
    @rule(who=actors, pick=picks)
    def takes_up(self, who: int, pick: int) -> None:
        self._with_a_proposal("take a proposal up", who, pick, decisions.take_up)

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None)))
    @rule(who=actors, pick=picks)
    def writes_anew(self, who: int, pick: int) -> None:
        proposal = self._open(pick)
        if proposal:
            self.attempt(
                "write a proposal anew",
                who,
                lambda person: decisions.amend(
                    _held(proposal.id), text=f"Mieux dit {self.turn}.", version=proposal.version, by=person
                ),
                proposal=proposal.id,
            )

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None, step="consent")))
    @rule(who=actors, pick=picks)
    def consents(self, who: int, pick: int) -> None:
        proposal = self._open(pick)
        if proposal:
            self._consents(who, proposal.id)

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None, step="consent")))
    @rule(who=actors, pick=picks, of=st.integers(0, 9))
    def notes_a_consent(self, who: int, pick: int, of: int) -> None:
        """In a session, whoever facilitates writes down what each says."""
        proposal, member = self._open(pick), self.pick("memberships", of, community_id=self.community.pk)
        if proposal:
            self.attempt(
                "note a consent",
                who,
                lambda person: decisions.consent(
                    _held(proposal.id), version=proposal.version, by=person, of=self.membership(member.id)
                ),
                proposal=proposal.id,
            )

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None, step="consent")))
    @rule(who=actors, pick=picks, kind=st.sampled_from(["harm", "limit", "taste"]))
    def objects(self, who: int, pick: int, kind: str) -> None:
        proposal = self._open(pick)
        if proposal:
            self._objects(who, proposal.id, kind)

    @precondition(lambda self: self.is_time(self.rows.objections))
    @rule(who=actors, pick=picks, state=st.sampled_from(["lifted", "integrated", "withdrawn", "standing"]))
    def settles_an_objection(self, who: int, pick: int, state: str) -> None:
        objection = self.one(list(self.rows.objections.values()), pick)
        if objection:
            self._settles(who, objection.id, state)

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None, step="consent")))
    @rule(who=actors, pick=picks)
    def adopts(self, who: int, pick: int) -> None:
        proposal = self._open(pick)
        if proposal:
            self._adopts(who, proposal.id)

    @precondition(lambda self: self.is_time(self.rows.of("proposals", ended_at=None)))
    @rule(who=actors, pick=picks)
    def takes_a_proposal_back(self, who: int, pick: int) -> None:
        self._with_a_proposal("take a proposal back", who, pick, decisions.withdraw)

    def terms_of(self, effect: str, pick: int) -> dict[str, Any]:
        """What would be asked for by this effect, about something there is."""
        member = self.pick("memberships", pick, community_id=self.community.pk)
        prepared = [cycle.id for cycle in self.rows.cycles.values() if not cycle.opened_at]
        requests = [request.id for request in self.rows.of("requests", community_id=self.community.pk)]
        if effect == "charter.parameters":
            return {"numbers": self._number(pick)}
        if effect == "charter.adopting":
            return self._draft()
        return {
            "cycle.opening": {"cycle": self.one(prepared, -1) or 0},
            "mandate.giving": {
                "membership": member.id,
                "function": "co_facilitation",
                "months": 12,
                "strand": None,
            },
            "member.admitting": {"request": self.one(requests, pick) or 0},
        }.get(effect, {})

    def _number(self, pick: int) -> dict[str, Any]:
        """A number of the charter that is in force, and what it would become."""
        charter = self.rows.of("charters", community_id=self.community.pk, superseded_at=None, is_draft=False)[0]
        name, value = NUMBERS[pick % len(NUMBERS)]
        return {name: [charter[name], value]}

    def _draft(self) -> dict[str, Any]:
        """The version being written, exactly as it is now."""
        in_force, draft = (
            Charter.objects.filter(community=self.community, superseded_at=None, is_draft=is_draft).first()
            for is_draft in (False, True)
        )
        if not in_force or not draft:
            return {"version": 0, "digest": ""}
        return {"version": draft.version, "digest": differences(in_force, draft).digest}

    def _proposes(self, who: int, effect: str, pick: int, deciders: str, in_session: bool) -> bool:
        meeting = self.one(self.rows.of("meetings", community_id=self.community.pk), -1) if in_session else None
        return self.attempt(
            "propose",
            who,
            lambda person: decisions.propose(
                self.fresh(),
                by=person,
                title=f"Proposition {self.turn}",
                text="Nous faisons ainsi.",
                effect=effect,
                terms=self.terms_of(effect, pick),
                deciders=deciders,
                meeting=Meeting.objects.get(pk=meeting.id) if meeting else None,
            ),
        )

    def _moves_on(self, who: int, proposal: int) -> bool:
        return self.attempt(
            "move a proposal on",
            who,
            lambda person: decisions.move_on(_held(proposal), by=person),
            proposal=proposal,
        )

    def _consents(self, who: int, proposal: int) -> None:
        version = self.rows.proposals[proposal].version
        self.attempt(
            "consent",
            who,
            lambda person: decisions.consent(_held(proposal), version=version, by=person),
            proposal=proposal,
        )

    def _brings_to_its_round(self) -> int:
        """The proposal just made, moved on by whoever facilitates it."""
        proposal: int = self.rows.of("proposals", community_id=self.community.pk)[-1].id
        while self.rows.proposals[proposal].step != "consent" and self._moves_on(19, proposal):
            pass
        return proposal

    def _objects(self, who: int, proposal: int, kind: str) -> None:
        self.attempt(
            "object",
            who,
            lambda person: decisions.object_to(_held(proposal), text="Trop vite.", kind=kind, by=person),
            proposal=proposal,
        )

    def _settles(self, who: int, objection: int, state: str) -> None:
        self.attempt(
            "settle an objection",
            who,
            lambda person: decisions.settle_objection(
                Objection.objects.select_related("proposal").get(pk=objection), state=state, by=person
            ),
            objection=objection,
        )

    def _adopts(self, who: int, proposal: int) -> None:
        self.attempt("adopt", who, lambda person: decisions.adopt(_held(proposal), by=person), proposal=proposal)

    def _with_a_proposal(self, kind: str, who: int, pick: int, act: Any) -> None:
        proposal = self._open(pick)
        if proposal:
            self.attempt(kind, who, lambda person: act(_held(proposal.id), by=person), proposal=proposal.id)

    def _open(self, pick: int) -> Row | None:
        """One that is under way, mostly; otherwise one that has ended."""
        ours = self.rows.of("proposals", community_id=self.community.pk)
        return self.one([p for p in ours if p.ended_at is None] if pick else ours, -1 - pick % 2) or self.one(
            ours, pick
        )


def _held(proposal: int) -> Proposal:
    return Proposal.objects.select_related("community").get(pk=proposal)
