"""What only a page or an act can show: looked at when days have passed, and taken back afterwards."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tests.life.rows import Row
from tests.life.standing import decides, facilitators, held, is_inside, place, side, sides, writes
from tests.life.steps import refusal
from tests.life.undoing import undone
from tests.life.world import STEWARD
from tresse.accounts.models import Person
from tresse.charters.actions import sign_charter
from tresse.charters.models import Charter
from tresse.commitments.waiting import waiting_for
from tresse.communities.models import Community
from tresse.decisions.actions import propose
from tresse.memberships import acts
from tresse.welcome.models import JoinRequest

if TYPE_CHECKING:
    from tests.life.life import Life

INSIDE = (
    "memberships:members",
    "memberships:mandates",
    "memberships:journal",
    "memberships:acts",
    "welcome:where_we_are",
    "welcome:door",
    "lifecycle:signs",
)


def look(life: Life) -> None:
    """All of it, each on its own."""
    with life.clock():
        looks = [e3_never_stuck, o3_before_all_members, o6_everyone_is_asked]
        looks += [o4_where_we_are, s6_nothing_inside_for_a_steward] if life.looks_at_pages else []
        for looked_at in looks:
            rows = life.rows
            with undone():
                looked_at(life)
            life.rows = rows


def e3_never_stuck(life: Life) -> None:
    """« nothing is locked »: with too few hands, two members of two organisations always find a way to two holders."""
    community = life.community.pk
    if life.stage not in ("forming", "living") or sides(facilitators(life.rows, community)) >= 2:
        return
    able = [member for member in life.rows.of("memberships", community_id=community) if decides(life.rows, member)]
    if sides(able) < 2:
        return
    first = able[0]
    second = next(member for member in able if side(member) != side(first))
    for member in (first, second):
        if not writes(life.rows, member):
            sign_charter(_charter(life), by=_person(member))
        words = refusal(
            lambda member=member: propose(life.fresh(), by=_person(member), title="Des mains", text="Nous.")
        )
        assert words is None, f"E3: with too few hands, proposing is refused: {words}"
    said = [_take_the_interim(life, first, second)]
    for one, other in ((first, second), (second, first)):
        life.look()
        if one.id not in {holder.id for holder in facilitators(life.rows, community)}:
            said.append(_give_a_mandate(life, one, other))
    life.look()
    assert sides(facilitators(life.rows, community)) >= 2, f"E3: the community is stuck: {said}"


def o3_before_all_members(life: Life) -> None:
    """A request put before all members is seen by every one of them who is inside."""
    for request in life.rows.of("requests", community_id=life.community.pk, answered_at=None, withdrawn_at=None):
        if request.before_all_at and not place(life.rows, request.person_id, life.community.pk):
            for member in life.rows.of("memberships", community_id=life.community.pk):
                if is_inside(life.rows, member):
                    seen = JoinRequest.objects.visible_to(_person(member)).filter(pk=request.id).exists()
                    assert seen, f"O3: {request} is hidden from {member}"


def o6_everyone_is_asked(life: Life) -> None:
    """« A new cycle asks everyone »: whoever is inside, for its first month, until they have answered."""
    for cycle in life.open_cycles:
        if cycle.opened_at <= life.now - timedelta(days=30) or life.stage == "closed":
            continue
        answered = {said.membership_id for said in life.rows.of("commitments", cycle_id=cycle.id)}
        members = life.rows.of("memberships", community_id=life.community.pk)
        silent = {m.person_id for m in members if is_inside(life.rows, m) and m.id not in answered}
        asked = {w.person_id for w in waiting_for(Person.objects.all()) if w.community_id == life.community.pk}
        assert silent <= asked, f"O6: {cycle} does not ask {silent - asked}"


def o4_where_we_are(life: Life) -> None:
    """« Every newcomer has a "where we are" page »."""
    for member in life.rows.of("memberships", community_id=life.community.pk, on_trial=True):
        if is_inside(life.rows, member):
            page = _browser(_person(member)).get(_address(life, "welcome:where_we_are"))
            assert page.status_code == 200, f"O4: {member} does not read where the community is"


def s6_nothing_inside_for_a_steward(life: Life) -> None:
    """« Coordinators, employers and funders see no individual activity »: a steward who is no member reads nothing inside.

    The overview says who holds which mandate until when, and nobody else's name."""
    steward = life.people[STEWARD]
    if place(life.rows, steward.pk, life.community.pk):
        return
    browser = _browser(steward)
    answers = {name: browser.get(_address(life, name)).status_code for name in INSIDE}
    assert set(answers.values()) == {404}, f"S6: a steward reads {answers}"
    overview = browser.get("/network/communities/")
    assert overview.status_code == 200
    words = overview.content.decode().partition("<main")[2]
    holders = {m.person_id for m in life.rows.memberships.values() if held(life.rows, m)}  # a mandate is no secret
    others = [person.name for person in life.people if person.pk not in {steward.pk, *holders}]
    named = [name for name in others if re.search(rf"\b{name}\b", words)]
    assert named == [], f"S6: the overview of a steward names {named}"


def _take_the_interim(life: Life, first: Row, second: Row) -> str | None:
    return _by_two(life, "mandate.interim", {}, first, second)


def _give_a_mandate(life: Life, holder: Row, other: Row) -> str | None:
    terms = {"membership": holder.id, "function": "co_facilitation", "months": 12, "strand": None, "consent": "oui"}
    return _by_two(life, "mandate.giving", terms, holder, other)


def _by_two(life: Life, kind: str, terms: dict, first: Row, second: Row) -> str | None:
    """Both of them do it, and decline first what waits instead. Why it was refused, if it was."""

    def asked_and_confirmed() -> None:
        waiting = acts.waiting_for(kind, life.community)
        if waiting:
            acts.decline(waiting, by=_person(first), word="Autrement.")
        act = acts.ask(kind, life.fresh(), life.fresh(), by=_person(first), terms=terms)
        acts.confirm(act, by=_person(second))

    return refusal(asked_and_confirmed)


def _person(member: Row) -> Person:
    return Person.objects.get(pk=member.person_id)


def _charter(life: Life) -> Charter:
    return Charter.objects.get(community=life.community, superseded_at=None, is_draft=False)


def _address(life: Life, name: str) -> str:
    return reverse(name, args=[Community.objects.get(pk=life.community.pk).slug])


def _browser(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser
