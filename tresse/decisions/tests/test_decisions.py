"""The register of decisions: who keeps it, what never changes, what bad input gets."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.at_once import at_once
from tests.cast import EVERYBODY, build_cast
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.decisions import actions
from tresse.decisions.models import Decision
from tresse.decisions.tests import factories
from tresse.memberships.models import Mandate

INSIDE = {"awa", "claire", "member", "newcomer", "former", "late"}


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_record_a_decision(cast, who):
    may = who in ("awa", "claire")
    try:
        factories.decision(cast, by=cast.person(who))
    except PermissionDenied:
        assert not may
    assert Decision.objects.count() == may


@pytest.mark.parametrize(
    ("function", "may"),
    [("co_steering", True), ("memory_keeping", True), ("welcome", False), ("trust_person", False)],
)
def test_which_mandates_keep_the_register(cast, function, may):
    Mandate.objects.create(
        membership=cast.place("member"),
        function=function,
        starts_on=days(-1),
        ends_on=days(30),
        given_by="la communauté",
    )
    try:
        factories.decision(cast, by=cast.member)
    except PermissionDenied:
        assert not may
    assert Decision.objects.exists() == may


def test_a_closed_community_records_no_decision(cast):
    cast.community.stage, cast.community.closed_on = "closed", clock.today()
    cast.community.save()
    with pytest.raises(PermissionDenied, match="closed"):
        factories.decision(cast)


def test_decisions_are_numbered_and_told_in_the_journal(cast):
    numbers = [factories.decision(cast, title=title).number for title in ("Un", "Deux")]
    told = JournalEntry.objects.filter(kind="decision.recorded").order_by("number")
    assert numbers == [1, 2]
    assert [entry.facts for entry in told] == [{"number": 1, "title": "Un"}, {"number": 2, "title": "Deux"}]


def test_the_same_decision_sent_twice_is_written_once(cast):
    first, second = factories.decision(cast), factories.decision(cast)
    assert (first, Decision.objects.count(), JournalEntry.objects.count()) == (second, 1, 1)


REFUSED = {
    "no title": ({"title": " "}, "title"),
    "no words": ({"outcome": "\n"}, "outcome"),
    "adopted tomorrow": ({"adopted_on": lambda: days(1)}, "adopted_on"),
    "adopted in the Middle Ages": ({"adopted_on": lambda: date(1012, 3, 12)}, "adopted_on"),
    "looked at again before": ({"review_on": lambda: days(-1)}, "review_on"),
    "looked at again the same day": ({"review_on": lambda: days(0)}, "review_on"),
    "looked at again in a century": ({"review_on": lambda: days(36_525)}, "review_on"),
    "among those of a session": ({"audience": "session"}, "audience"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_impossible_is_refused_with_a_sentence(cast, case):
    terms, field = REFUSED[case]
    said = {name: value() if callable(value) else value for name, value in terms.items()}
    with pytest.raises(ValidationError) as refusal:
        factories.decision(cast, **said)
    assert list(refusal.value.message_dict) == [field]
    assert Decision.objects.count() == 0


def test_a_cycle_of_another_community_is_refused(cast):
    with pytest.raises(ValidationError, match="another community"):
        factories.decision(cast, cycle=cast.next_door_cycle)


def test_the_day_it_is_looked_at_again_may_change_and_its_words_do_not(cast):
    decision = factories.decision(cast, review_on=days(30))
    changed = actions.change_review_date(decision, review_on=days(60), by=cast.claire)
    assert (changed.review_on, changed.outcome) == (days(60), decision.outcome)
    actions.change_review_date(decision, review_on=days(60), by=cast.claire)  # the same again
    assert actions.change_review_date(decision, review_on=None, by=cast.claire).review_on is None
    assert JournalEntry.objects.filter(kind="decision.review_changed").count() == 2


def test_a_decision_whose_day_has_come_is_to_be_looked_at_again(cast):
    factories.decision(cast, title="Sans date")
    factories.decision(cast, title="Plus tard", review_on=days(30))
    due = factories.decision(cast, title="Déjà", adopted_on=days(-40), review_on=days(-1))
    assert list(Decision.objects.to_review()) == [due]


@pytest.mark.parametrize("before", ["community", "network", "public"])
@pytest.mark.parametrize("after", ["session", "community", "network", "public"])
def test_a_decision_is_shown_to_fewer_people_and_never_to_more(cast, before, after):
    decision = factories.decision(cast, audience=before)
    order = ["community", "network", "public"]
    may = after in order and order.index(after) <= order.index(before)
    try:
        actions.narrow_decision(decision, audience=after, by=cast.awa)
    except ValidationError:
        assert not may
    assert Decision.objects.get().audience == (after if may else before)


def test_narrowing_a_decision_narrows_the_proposal_it_came_from(cast, as_):
    decision = factories.adopted(cast.community, by=cast.member, audience="public")
    actions.narrow_decision(decision, audience="community", by=cast.awa)
    shown = {who: as_(who).get(decision.proposal.get_absolute_url()).status_code for who in ("visitor", "member")}
    assert shown == {"visitor": 404, "member": 200}


LISTED = {
    "visitor": {"public"},
    "outsider": {"public"},
    "unsigned": {"public"},
    "steward": {"network", "public"},
    "neighbour": {"network", "public"},
    "member": {"community", "network", "public"},
}


@pytest.mark.parametrize("who", LISTED)
def test_the_register_lists_only_what_exists_for_the_reader(cast, as_, who):
    for audience in LISTED["member"]:
        factories.decision(cast, audience=audience, title=f"Titre-{audience}-")
    page = as_(who).get(reverse("decisions:decisions", args=[cast.community.slug])).text
    assert {audience for audience in LISTED["member"] if f"Titre-{audience}-" in page} == LISTED[who]


def test_who_recorded_it_is_read_inside_alone(cast, as_):
    decision = factories.decision(cast, audience="public")
    named = {who: "Awa Diop" in as_(who).get(decision.get_absolute_url()).text for who in ("visitor", "member")}
    assert named == {"visitor": False, "member": True}


def sent(**said: str) -> dict[str, str]:
    usual = {"title": "Un mardi sur deux", "outcome": "Un mardi sur deux.", "audience": "community"}
    return usual | {"adopted_on": days(0).isoformat(), "review_on": "", "context": "", "cycle": ""} | said


def test_a_decision_is_recorded_by_a_plain_form(cast, as_):
    where = reverse("decisions:new", args=[cast.community.slug])
    answer = as_("awa").post(where, sent(cycle=str(cast.cycle.pk)))
    decision = Decision.objects.get()
    assert (answer["Location"], decision.cycle) == (decision.get_absolute_url(), cast.cycle)


BAD = {
    "nothing at all": ({}, "This field is required."),
    "words of a million letters": (sent(outcome="é" * 1_000_000), "at most 8000 characters"),
    "a day that is none": (sent(adopted_on="le 30 février"), "Enter a valid date."),
    "the year 9999": (sent(adopted_on="9999-12-31"), "still to come"),
    "an audience nobody knows": (sent(audience="bailleurs"), "Select a valid choice"),
    "the audience of a session": (sent(audience="session"), "Select a valid choice"),
    "a cycle from elsewhere": (sent(cycle="999999"), "Select a valid choice"),
    "a letter that is no letter": (sent(title="a\x00b"), "Null characters are not allowed."),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_form_comes_back_with_a_sentence_and_what_was_typed(cast, as_, case):
    said, says = BAD[case]
    answer = as_("awa").post(reverse("decisions:new", args=[cast.community.slug]), said)
    assert (answer.status_code, says in answer.text, Decision.objects.count()) == (422, True, 0)
    assert said.get("outcome", "") in answer.text


def test_hostile_words_are_shown_as_words(cast, as_):
    decision = factories.decision(cast, outcome="<script>alert(1)</script> <img src=x onerror=alert(2)>")
    page = as_("member").get(decision.get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_register_takes_as_many_queries_with_three_decisions_as_with_one(
    cast, as_, django_assert_max_num_queries
):
    browser, counts = as_("awa"), []
    for number in (1, 3):
        for n in range(number):
            decision = factories.decision(cast, title=f"Décision {number}.{n}", cycle=cast.cycle)
        for where in (reverse("decisions:decisions", args=["cp-genre"]), decision.get_absolute_url()):
            with django_assert_max_num_queries(10) as counted:
                assert browser.get(where).status_code == 200
            counts.append(len(counted))
    assert counts[:2] == counts[2:]


@pytest.mark.django_db(transaction=True)
def test_two_people_recording_at_once_get_two_numbers(transactional_db):
    world = build_cast()
    outcomes = at_once(
        *[lambda by=by: factories.decision(world, by=by, title=str(by)) for by in (world.awa, world.claire)]
    )
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2], outcomes
