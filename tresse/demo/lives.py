"""The life of a community: founded, joined, held by mandates, deciding, closed."""

from dataclasses import dataclass, field

from tresse.accounts.models import Person
from tresse.charters import actions as charters
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Cycle, Strand
from tresse.decisions import actions as decisions
from tresse.decisions.models import Proposal
from tresse.demo import plans, story
from tresse.demo.timeline import Timeline
from tresse.demo.world import World, address
from tresse.documents.models import Block, Document
from tresse.guests.models import Guest
from tresse.lifecycle import founding
from tresse.meetings.models import Meeting
from tresse.memberships import actions as memberships
from tresse.memberships import acts
from tresse.memberships.models import Function, Invitation, Mandate, Membership
from tresse.networks.models import Organisation
from tresse.welcome.models import JoinRequest


@dataclass
class Life:
    """A community of the example, and what it has lived so far."""

    plan: plans.CommunityPlan
    world: World
    timeline: Timeline
    founded: Community | None = None
    mandates: dict[int, Mandate] = field(default_factory=dict)  # by their place in the plan
    cycles: dict[int, Cycle] = field(default_factory=dict)
    sessions: dict[tuple[int, int], Meeting] = field(default_factory=dict)  # by cycle, then number in the cycle
    documents: dict[int, Document] = field(default_factory=dict)
    blocks: dict[tuple[int, int], Block] = field(default_factory=dict)
    proposals: dict[int, Proposal] = field(default_factory=dict)
    requests: dict[int, JoinRequest] = field(default_factory=dict)
    guests: dict[int, Guest] = field(default_factory=dict)

    @property
    def community(self) -> Community:
        assert self.founded is not None, "it comes after the founding"
        return self.founded

    def person(self, key: str) -> Person:
        try:
            return self.world.people[key]
        except KeyError:
            raise story.Misread(f"{self.plan.name}: nobody is called « {key} ».") from None

    def home(self, key: str) -> Organisation | None:
        return self.world.homes[key]

    def place(self, key: str) -> Membership:
        """Somebody's place inside."""
        return Membership.objects.live().get(community=self.community, person=self.person(key))

    def strand(self, key: str) -> Strand:
        return self.community.strands.get(title=self.plan.strands[key].title)


def tell(life: Life) -> None:
    """Put the life of a community on the timeline; its cycles have their own file."""
    _tell_founding(life)
    for arrival in life.plan.people:
        _tell_arrival(life, arrival)
    for invitation in life.plan.invitations:
        life.timeline.on(invitation.day, "09:00", _invite, life, invitation)
    for number, mandate in enumerate(life.plan.mandates):
        _tell_mandate(life, number, mandate)
    for decision in life.plan.decisions:
        life.timeline.on(decision.day, "17:00", _decide, life, decision)
    if life.plan.closed:
        life.timeline.on(life.plan.closed.day, "17:00", _ask_to_close, life, life.plan.closed)
        life.timeline.on(life.plan.closed.confirmed, "17:30", _confirm_closing, life, life.plan.closed)


def _tell_founding(life: Life) -> None:
    day, (first, *others) = life.plan.founded.day, life.plan.founded.by
    life.timeline.on(day, "09:00", _found, life, first)
    for other in others:
        life.timeline.on(day, "09:30", _ask_in, life, other, first)
        life.timeline.on(day + 2, "09:00", _accept, life, other)
    if life.plan.charter:
        signed = life.plan.charter.signed
        for founder in (first, *others):
            life.timeline.on(signed, "10:00", _sign, life, founder)
            life.timeline.on(signed, "10:30", _take_founding_mandate, life, founder)
        life.timeline.on(signed, "11:00", _begin, life, first)


def _found(life: Life, key: str) -> None:
    plan = life.plan
    life.founded = founding.found_community(
        by=life.person(key),
        name=plan.name,
        purpose=plan.purpose,
        practice=plan.practice,
        strands=[founding.StrandPlan(strand.title, strand.objective) for strand in plan.strands.values()],
        organisation=life.home(key),
        language=story.LANGUAGE,
        programme=life.world.programmes.get(plan.programme),
        themes=[life.world.themes[theme] for theme in plan.themes],
    )
    if plan.charter and plan.charter.mandate_months != charter_in_force(life.founded).mandate_months:
        _lengthen_mandates(life.founded, plan.charter.mandate_months, life.person(key))


def _lengthen_mandates(community: Community, months: int, by: Person) -> None:
    charter = charter_in_force(community)
    articles = [charters.ArticleText(each.principle, each.title, each.text) for each in charter.articles.all()]
    charters.change_charter(charter, by=by, articles=articles, mandate_months=months)


def _ask_in(life: Life, key: str, by: str) -> None:
    person = life.person(key)
    memberships.invite(life.community, by=life.person(by), email=person.email, name=person.name)


def _accept(life: Life, key: str) -> None:
    invitation = Invitation.objects.get(community=life.community, email=address(key))
    memberships.accept_invitation(invitation, by=life.person(key), organisation=life.home(key))


def _sign(life: Life, key: str) -> None:
    charters.sign_charter(charter_in_force(life.community), by=life.person(key))


def _begin(life: Life, key: str) -> None:
    life.founded = founding.begin_community(life.community, by=life.person(key))


def _tell_arrival(life: Life, arrival: plans.ArrivalPlan) -> None:
    life.timeline.on(arrival.day, "09:00", _ask_in, life, arrival.who, arrival.invited_by)
    life.timeline.on(arrival.day + 1, "09:00", _accept, life, arrival.who)
    if not arrival.unsigned:
        life.timeline.on(arrival.day + 1, "09:15", _sign, life, arrival.who)


def _invite(life: Life, plan: plans.InvitationPlan) -> None:
    memberships.invite(life.community, by=life.person(plan.by), email=plan.email, name=plan.name, word=plan.word)


def _take_founding_mandate(life: Life, key: str) -> None:
    assert life.plan.charter is not None
    mandate = memberships.take_founding_mandate(
        life.community, by=life.person(key), months=life.plan.charter.mandate_months
    )
    mine = (n for n, plan in enumerate(life.plan.mandates) if plan.founding and plan.who == key)
    life.mandates[next(mine, -1)] = mandate


def _tell_mandate(life: Life, number: int, plan: plans.MandatePlan) -> None:
    if not plan.founding:
        life.timeline.on(plan.since, "12:00", _give_mandate, life, number, plan)
    if plan.ended is not None:
        life.timeline.on(plan.ended, "13:00", _end_mandate, life, number, plan)


def _give_mandate(life: Life, number: int, plan: plans.MandatePlan) -> None:
    """Two members of two organisations report that the community consented (E2)."""
    assert life.plan.charter is not None
    holder = life.place(plan.who)
    first, second = _two_who_report(life, holder)
    terms = {
        "membership": holder.pk,
        "function": Function(plan.function).value,
        "strand": life.strand(plan.strand).pk if plan.strand else None,
        "months": plan.months or life.plan.charter.mandate_months,
        "consent": plan.consent,
    }
    act = acts.ask("mandate.giving", life.community, life.community, by=first, terms=terms)
    if not plan.waiting:
        acts.confirm(act, by=second)
        life.mandates[number] = holder.mandates.latest("pk")


def _two_who_report(life: Life, holder: Membership) -> tuple[Person, Person]:
    """Two of two organisations, rather not the holder."""
    full = Membership.objects.full().filter(community=life.community).select_related("person").order_by("pk")
    willing = sorted(full, key=lambda membership: membership == holder)
    first = willing[0]
    second = next(other for other in willing if other.side != first.side)
    return first.person, second.person


def _end_mandate(life: Life, number: int, plan: plans.MandatePlan) -> None:
    memberships.end_mandate(life.mandates[number], by=life.person(plan.who), handover=plan.handover)


def _decide(life: Life, plan: plans.DecisionPlan) -> None:
    day = life.timeline.calendar.day
    decisions.record_decision(
        life.community,
        by=life.person(plan.by),
        title=plan.title,
        context=plan.context,
        outcome=plan.outcome,
        review_on=None if plan.review_on is None else day(plan.review_on),
        audience=plan.audience,
        cycle=Cycle.objects.open().filter(strand__community=life.community).first(),
    )


def _ask_to_close(life: Life, plan: plans.ClosingPlan) -> None:
    acts.ask(
        "community.closing", life.community, life.community, by=life.person(plan.by), terms={"word": plan.word}
    )


def _confirm_closing(life: Life, plan: plans.ClosingPlan) -> None:
    act = acts.waiting_for("community.closing", life.community)
    assert act is not None
    acts.confirm(act, by=life.person(plan.confirmed_by))
