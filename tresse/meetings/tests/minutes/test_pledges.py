"""What somebody said they would do: theirs to keep, change or lay down; nobody named who has not agreed to be (S3)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.meetings import actions
from tresse.meetings.models import Minutes, Pledge
from tresse.meetings.tests import factories


def minutes(cast, **terms) -> Minutes:
    return actions.write_minutes(factories.held(cast, **terms), text="Nous avons ri.", by=cast.awa)


def pledge(cast, who="member", **terms) -> Pledge:
    due_on = clock.today() + timedelta(days=10)
    return actions.make_pledge(
        minutes(cast, **terms), text="Envoyer la grille.", who=cast.place(who), due_on=due_on, by=cast.awa
    )


def seen_by(cast) -> set[str]:
    return {who for who in EVERYBODY if Pledge.objects.visible_to(cast.person(who)).exists()}


def test_a_pledge_has_a_person_and_a_day(cast):
    made = pledge(cast)
    assert (made.membership.person, made.due_on, made.is_open) == (
        cast.member,
        clock.today() + timedelta(days=10),
        True,
    )


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_write_a_pledge_down(cast, who):
    there = minutes(cast)
    inside = {"awa", "claire", "member", "newcomer", "former"}
    try:
        actions.make_pledge(there, text="Relire.", who=cast.place("claire"), by=cast.person(who))
    except PermissionDenied:
        assert who not in inside
    assert Pledge.objects.count() == (who in inside)


def test_a_pledge_is_seen_inside_alone_however_far_the_minutes_go(cast):
    pledge(cast, audience="public")
    Minutes.objects.update(audience="public")
    assert seen_by(cast) == {"awa", "claire", "member", "newcomer", "former", "late"}


def test_a_pledge_of_minutes_kept_to_a_few_is_seen_by_them_and_by_whoever_holds_it(cast):
    made = pledge(cast)
    actions.note_attendance(made.minutes.meeting, came=[cast.awa], by=cast.awa)
    Minutes.objects.update(audience="session")
    assert seen_by(cast) == {"awa", "member"}


@pytest.mark.parametrize("who", EVERYBODY[1:])
@pytest.mark.parametrize("act", [actions.keep_pledge, actions.drop_pledge])
def test_what_became_of_it_is_for_whoever_holds_it_to_say(cast, who, act):
    made = pledge(cast)
    try:
        act(made, by=cast.person(who))
    except PermissionDenied:
        assert who != "member"
    assert Pledge.objects.get().is_open == (who != "member")


def test_a_changed_pledge_stays_as_it_was_and_another_follows(cast):
    later = clock.today() + timedelta(days=30)
    made = pledge(cast)
    following = actions.change_pledge(made, text="Envoyer deux grilles.", due_on=later, by=cast.member)
    made.refresh_from_db()
    assert (made.text, made.state, made.followed_by) == ("Envoyer la grille.", "changed", following)
    assert (following.text, following.due_on, following.membership) == (
        "Envoyer deux grilles.",
        later,
        made.membership,
    )


def test_a_pledge_is_answered_once(cast):
    made = pledge(cast)
    actions.keep_pledge(made, by=cast.member)
    with pytest.raises(PermissionDenied, match="already said"):
        actions.drop_pledge(made, by=cast.member)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "é" * 501}, "text"),
        ({"due_on": -1}, "due_on"),
        ({"due_on": 4000}, "due_on"),
        ({"who": None}, "who"),
    ],
)
def test_what_is_no_pledge_is_refused(cast, said, field):
    terms = {"text": "Relire.", "who": cast.place("member"), "due_on": None} | said
    if isinstance(terms["due_on"], int):
        terms["due_on"] = clock.today() + timedelta(days=terms["due_on"])
    with pytest.raises(ValidationError) as told:
        actions.make_pledge(minutes(cast), by=cast.awa, **terms)
    assert list(told.value.message_dict) == [field]


def test_nobody_from_another_community_holds_a_pledge(cast):
    with pytest.raises(ValidationError, match="inside this community"):
        actions.make_pledge(minutes(cast), text="Relire.", who=cast.place("neighbour", cast.next_door), by=cast.awa)


def test_under_the_chatham_house_rule_one_names_oneself_alone(cast):
    there = minutes(cast, chatham_house=True)
    with pytest.raises(ValidationError, match="take"):
        actions.make_pledge(there, text="Relire.", who=cast.place("member"), by=cast.awa)
    free = actions.make_pledge(there, text="Relire.", by=cast.awa)
    assert (free.membership, free.is_free) == (None, True)
    assert actions.take_pledge(free, by=cast.member).membership.person == cast.member
    with pytest.raises(PermissionDenied, match="already"):
        actions.take_pledge(free, by=cast.claire)


def test_what_somebody_who_left_held_can_be_taken(cast):
    made = pledge(cast)
    place = cast.place("member")
    place.left_at = clock.now()
    place.save()
    assert actions.take_pledge(made, by=cast.claire).membership.person == cast.claire
