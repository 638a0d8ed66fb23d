"""One pauses, comes back and leaves at once, and chooses what stays under what name (S8)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import EVERYBODY, Cast, build_cast
from tresse.communities.models import Community, Stage
from tresse.core import clock, journal
from tresse.core.models import JournalEntry
from tresse.memberships import actions, rules
from tresse.memberships.models import ActByTwo, Call, Mandate, Membership
from tresse.memberships.naming import naming_in
from tresse.memberships.queries import facilitators, people_present
from tresse.memberships.tests.test_acts import ask_for_a_mandate

INSIDE = {"awa", "claire", "member", "newcomer", "former", "late"}


def told(cast: Cast) -> list[str]:
    entries = list(JournalEntry.objects.filter(stream=cast.community.stream).order_by("number"))
    return [line.sentence for line in journal.told(entries, naming_in(entries), "?", "the clock")]


def who_may(cast: Cast, act) -> set[str]:
    done = set()
    for who in EVERYBODY[1:]:
        try:
            act(cast.person(who))
            done.add(who)
        except PermissionDenied:
            pass
    return done


def test_whoever_is_inside_pauses(cast: Cast) -> None:
    assert who_may(cast, lambda person: actions.pause(cast.community, by=person)) == INSIDE
    assert who_may(cast, lambda person: actions.pause(cast.community, by=person)) == set()


def test_whoever_has_a_place_leaves_signed_or_not(cast: Cast) -> None:
    assert who_may(cast, lambda person: actions.leave(cast.community, by=person)) == INSIDE | {"unsigned"}
    assert who_may(cast, lambda person: actions.leave(cast.community, by=person)) == set()


def test_pausing_one_reads_is_counted_no_more_and_comes_back(cast: Cast) -> None:
    place = actions.pause(cast.community, by=cast.member)
    assert (place.is_inside, cast.member in people_present(cast.community)) == (True, False)
    assert "Come back first" in str(rules.taking_part(cast.member, cast.community).reason)
    actions.come_back(cast.community, by=cast.member)
    assert rules.taking_part(cast.member, cast.community)
    assert told(cast) == ["Mina Membre is pausing.", "Mina Membre is back from a pause."]
    with pytest.raises(PermissionDenied, match="not pausing"):
        actions.come_back(cast.community, by=cast.member)


@pytest.mark.parametrize("gesture", [actions.pause, actions.leave])
def test_mandates_are_laid_down_with_their_notes_in_the_same_gesture(cast: Cast, gesture) -> None:
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    gesture(cast.community, by=cast.awa, notes={mandate.pk: "Le code du coffre est dans le carnet."})
    mandate.refresh_from_db()
    assert (mandate.ended_on, mandate.handover) == (clock.today(), "Le code du coffre est dans le carnet.")
    assert facilitators(cast.strand) == [cast.place("claire")]
    assert Call.objects.filter(community=cast.community, is_for_missing_hands=True).exists(), "hands are called for"


def test_a_renewal_falls_with_the_mandate_it_follows(cast: Cast) -> None:
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    Mandate.objects.create(
        membership=cast.place("awa"), function="co_facilitation", starts_on=mandate.ends_on + timedelta(days=1),
        ends_on=mandate.ends_on + timedelta(days=200), given_by="nous", follows=mandate,
    )  # fmt: skip
    actions.leave(cast.community, by=cast.awa)
    assert not Mandate.objects.filter(membership__person=cast.awa, ended_on=None).exists()


def test_coming_back_gives_no_mandate_back(cast: Cast) -> None:
    actions.pause(cast.community, by=cast.awa)
    actions.come_back(cast.community, by=cast.awa)
    assert not rules.steering(cast.awa, cast.community)


def test_what_the_one_who_left_asked_for_is_confirmed_by_nobody(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    actions.leave(cast.community, by=act.asked_by.person)
    act = ActByTwo.objects.get(pk=act.pk)
    assert who_may(cast, lambda person: rules.confirming_act(person, act).require()) == set()


@pytest.mark.parametrize(
    ("stays", "name", "sentence"),
    [
        ({"stays_as": "named"}, "Mina Membre", "Mina Membre left the community."),
        ({"stays_as": "role", "role": " une animatrice "}, "une animatrice",
         "Somebody left the community. What stays of theirs is signed: une animatrice."),
        ({"stays_as": "organisation"}, "Ailleurs",
         "Somebody left the community. What stays of theirs is signed: Ailleurs."),
        ({"stays_as": "unsigned"}, "somebody who left",
         "Somebody left the community, and what stays of theirs is no longer signed."),
    ],
)  # fmt: skip
def test_what_stays_is_named_as_one_chose(cast: Cast, stays, name: str, sentence: str) -> None:
    actions.pause(cast.community, by=cast.member)
    place = actions.leave(cast.community, by=cast.member, **stays)
    assert str(place) == name
    assert told(cast) == [f"{name} is pausing.", sentence]


@pytest.mark.parametrize(
    ("who", "stays"),
    [("member", {"stays_as": "role", "role": "  "}), ("newcomer", {"stays_as": "organisation"}),
     ("member", {"stays_as": "anything"}), ("member", {"stays_as": ""})],
)  # fmt: skip
def test_a_name_that_says_nothing_is_refused_and_nobody_leaves(cast: Cast, who: str, stays) -> None:
    with pytest.raises(PermissionDenied):
        actions.leave(cast.community, by=cast.person(who), **stays)
    assert cast.place(who).left_at is None


def test_coming_back_after_leaving_is_a_new_place_and_unmasks_nothing(cast: Cast) -> None:
    start = clock.now()
    actions.pause(cast.community, by=cast.member)
    actions.leave(cast.community, by=cast.member, stays_as="unsigned")
    with clock.at(start + timedelta(days=40)):
        again = Membership.objects.create(community=cast.community, person=cast.member, signed_at=clock.now())
        actions.pause(cast.community, by=cast.member)
    assert str(again) == "Mina Membre"
    assert told(cast) == [
        "somebody who left is pausing.",
        "Somebody left the community, and what stays of theirs is no longer signed.",
        "Mina Membre is pausing.",
    ]


def test_the_name_chosen_here_is_for_here_alone(cast: Cast) -> None:
    Membership.objects.create(community=cast.next_door, person=cast.member, signed_at=clock.now())
    actions.pause(cast.next_door, by=cast.member)
    actions.leave(cast.community, by=cast.member, stays_as="unsigned")
    entries = list(JournalEntry.objects.filter(stream=cast.next_door.stream))
    assert [line.sentence for line in journal.told(entries, naming_in(entries), "?", "?")] == [
        "Mina Membre is pausing."
    ]


def test_when_the_last_one_leaves_the_journal_says_so(cast: Cast) -> None:
    for who in sorted(INSIDE):
        actions.leave(cast.community, by=cast.person(who))
    assert told(cast)[-1].startswith("Nobody is inside any more, and nobody can let anyone in.")
    cast.community.refresh_from_db()
    assert cast.community.stage == Stage.LIVING


@pytest.mark.parametrize("stage", [Stage.IDEA, Stage.CLOSED])
def test_one_leaves_an_idea_and_a_closed_community_too(cast: Cast, stage: str) -> None:
    Community.objects.filter(pk=cast.community.pk).update(
        stage=stage, closed_on=clock.today() if stage == Stage.CLOSED else None
    )
    with pytest.raises(PermissionDenied):
        actions.pause(cast.community, by=cast.awa)
    assert actions.leave(cast.community, by=cast.awa).left_at


def test_one_changes_the_organisation_one_comes_from(cast: Cast) -> None:
    assert actions.move(cast.community, by=cast.member, organisation=cast.south).side == (
        "organisation",
        cast.south.pk,
    )
    actions.move(cast.community, by=cast.member, organisation=cast.south)
    assert told(cast) == ["Mina Membre now comes from: Sud en commun."]


def test_the_journal_is_read_in_a_constant_number_of_queries(cast: Cast, django_assert_num_queries) -> None:
    for who in ("member", "former", "newcomer"):
        actions.leave(cast.community, by=cast.person(who), stays_as="unsigned")
    entries = list(JournalEntry.objects.filter(stream=cast.community.stream))
    for some in (entries[:1], entries):
        with django_assert_num_queries(2):
            journal.told(some, naming_in(some), "?", "?")


@pytest.mark.django_db(transaction=True)
def test_leaving_twice_at_once_leaves_once(transactional_db: None) -> None:
    world = build_cast()
    outcomes = at_once(*[lambda: actions.leave(world.community, by=world.awa)] * 2)
    assert sum(isinstance(outcome, PermissionDenied) for outcome in outcomes) == 1, outcomes
    assert JournalEntry.objects.filter(kind="membership.left").count() == 1


@pytest.mark.django_db(transaction=True)
def test_both_holders_leaving_at_once_leave_no_mandate_and_a_call(transactional_db: None) -> None:
    world = build_cast()
    at_once(*[lambda by=by: actions.leave(world.community, by=by) for by in (world.awa, world.claire)])
    assert facilitators(world.strand) == []
    assert Call.objects.open().filter(community=world.community).count() == 1
