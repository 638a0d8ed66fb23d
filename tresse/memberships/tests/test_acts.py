"""Weighty acts take two people of two organisations (E4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.weighty_acts import WEIGHTY_ACTS, WeightyAct
from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.core.rulings import Ruling, granted
from tresse.memberships import actions, acts, waiting
from tresse.memberships.models import ActByTwo, Mandate, Membership


def ask_for_a_mandate(cast: Cast, by: str = "awa") -> ActByTwo:
    """Somebody asks that Mina hold the memory for six months."""
    terms = {
        "membership": cast.place("member").pk,
        "function": "memory_keeping",
        "strand": None,
        "months": 6,
        "consent": "session 4",
    }
    return acts.ask("mandate.giving", cast.community, cast.community, by=cast.person(by), terms=terms)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("awa", "You asked for it: somebody of another organisation must confirm it."),
        ("newcomer", "Confirming comes after the two sessions of trial."),
        ("unsigned", "Read the charter and sign it first: it is what lets you in."),
        ("outsider", "This takes being a participant of the community."),
        ("neighbour", "This takes being a participant of the community."),
        ("steward", "This takes being a participant of the community."),
    ],
)
def test_who_may_not_confirm_an_act(cast: Cast, who: str, reason: str) -> None:
    act = ask_for_a_mandate(cast)
    with pytest.raises(PermissionDenied, match=reason):
        acts.confirm(act, by=cast.person(who))
    assert Mandate.objects.filter(function="memory_keeping").count() == 0


def test_somebody_of_the_same_organisation_may_not_confirm(cast: Cast) -> None:
    colleague = cast.place("member")
    Membership.objects.filter(pk=colleague.pk).update(organisation=cast.south)
    with pytest.raises(PermissionDenied, match="Who asked is of your organisation"):
        acts.confirm(ask_for_a_mandate(cast), by=cast.member)


@pytest.mark.parametrize("who", ["claire", "member", "former"])
def test_a_member_of_another_organisation_confirms_and_it_happens_once(cast: Cast, who: str) -> None:
    act = ask_for_a_mandate(cast)
    acts.confirm(act, by=cast.person(who))
    held = Mandate.objects.get(function="memory_keeping")
    assert (held.membership.person, held.given_by, held.decision_number) == (cast.member, "décision 1", 1)
    with pytest.raises(PermissionDenied, match="This has already been answered"):
        acts.confirm(act, by=cast.claire)
    assert Mandate.objects.filter(function="memory_keeping").count() == 1


def test_two_people_of_no_organisation_are_two_sides(cast: Cast) -> None:
    Membership.objects.filter(person__in=[cast.awa, cast.claire]).update(organisation=None)
    acts.confirm(ask_for_a_mandate(cast), by=cast.claire)
    assert Mandate.objects.filter(function="memory_keeping").count() == 1


@pytest.mark.parametrize(
    ("who_moves", "reason"),
    [
        ("member", "You have changed organisation since this was asked: somebody else must confirm it."),
        ("awa", "Who asked has changed organisation since: it must be declined first, then asked for anew."),
    ],
)
def test_changing_organisation_after_the_asking_does_not_make_two(cast: Cast, who_moves: str, reason: str) -> None:
    colleague = cast.place("member")
    Membership.objects.filter(pk=colleague.pk).update(organisation=cast.south)
    act = ask_for_a_mandate(cast)
    actions.move(cast.community, by=cast.person(who_moves), organisation=cast.elsewhere)
    with pytest.raises(PermissionDenied, match=reason):
        acts.confirm(act, by=cast.member)
    members = Person.objects.filter(pk=cast.member.pk)
    assert (list(waiting.acts(members)), Mandate.objects.filter(function="memory_keeping").count()) == ([], 0)


def test_who_changed_organisation_before_the_asking_confirms(cast: Cast) -> None:
    with clock.at(clock.now() - timedelta(days=1)):
        actions.move(cast.community, by=cast.claire, organisation=cast.elsewhere)
    acts.confirm(ask_for_a_mandate(cast), by=cast.claire)
    assert Mandate.objects.filter(function="memory_keeping").count() == 1


def test_an_unconfirmed_act_lapses_after_the_days_of_the_charter(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    with clock.at(act.asked_at + timedelta(days=14, minutes=1)), pytest.raises(PermissionDenied, match="it lapsed"):
        acts.confirm(act, by=cast.claire)
    assert act.lapses_at - act.asked_at == timedelta(days=14)


def test_asking_twice_for_the_same_gives_the_request_already_waiting(cast: Cast) -> None:
    assert ask_for_a_mandate(cast) == ask_for_a_mandate(cast, by="claire")


def test_asking_in_other_terms_while_one_waits_is_refused(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    with pytest.raises(PermissionDenied, match="in other terms"):
        acts.ask("mandate.giving", cast.community, cast.community, by=cast.awa, terms={**act.terms, "months": 7})


def test_a_declined_act_keeps_the_word_and_changes_nothing(cast: Cast) -> None:
    act = acts.decline(ask_for_a_mandate(cast), by=cast.newcomer, word="Parlons-en d'abord.")
    assert (act.word, act.declined_by.person, Mandate.objects.filter(function="memory_keeping").count()) == (
        "Parlons-en d'abord.",
        cast.newcomer,
        0,
    )


@pytest.mark.parametrize("word", ["", "   "])
def test_declining_takes_a_word(cast: Cast, as_, word: str) -> None:
    act = ask_for_a_mandate(cast)
    with pytest.raises(ValidationError, match="Say in a word why not"):
        acts.decline(act, by=cast.member, word=word)
    refused = as_("member").post(reverse("memberships:decline_act", args=["cp-genre", act.pk]), {"word": word})
    act.refresh_from_db()
    assert (refused.status_code, act.is_waiting) == (422, True)


def test_one_takes_one_s_own_request_back_without_a_word(cast: Cast, as_) -> None:
    act = ask_for_a_mandate(cast)
    as_("awa").post(reverse("memberships:decline_act", args=["cp-genre", act.pk]))
    act.refresh_from_db()
    assert act.declined_by == cast.place("awa")


def test_a_word_of_fifty_pages_is_refused_and_kept_on_the_page(cast: Cast, as_) -> None:
    act = ask_for_a_mandate(cast)
    refused = as_("member").post(
        reverse("memberships:decline_act", args=["cp-genre", act.pk]), {"word": "<b>non</b>" * 10_000}
    )
    assert (refused.status_code, "&lt;b&gt;non" in refused.text) == (422, True)


def test_the_journal_tells_once_that_an_act_lapsed(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    acts.tell_lapses()
    assert not JournalEntry.objects.filter(kind="act.lapsed").exists()
    with clock.at(act.lapses_at):
        acts.tell_lapses()
        acts.tell_lapses()
    assert [(entry.by, entry.subject_id) for entry in JournalEntry.objects.filter(kind="act.lapsed")] == [
        (None, str(act.pk))
    ]


@pytest.mark.parametrize("answer", ["confirm", "decline"])
def test_an_answered_act_never_lapses(cast: Cast, answer: str) -> None:
    act = ask_for_a_mandate(cast)
    if answer == "confirm":
        acts.confirm(act, by=cast.claire)
    else:
        acts.decline(act, by=cast.claire, word="Pas encore.")
    with clock.at(act.lapses_at + timedelta(days=1)):
        acts.tell_lapses()
    assert not JournalEntry.objects.filter(kind="act.lapsed").exists()


def test_both_read_exactly_the_same_and_the_second_reads_who_asks(cast: Cast, as_) -> None:
    address = reverse("memberships:act", args=["cp-genre", ask_for_a_mandate(cast).pk])
    first, second = as_("awa").get(address).text, as_("claire").get(address).text
    summary = first[first.index('id="what"') : first.index("</section>")]
    assert summary in second
    assert ("Mina Membre" in summary, "session 4" in summary, "Asked for by Awa Diop" in second) == (True,) * 3


def test_the_list_says_what_waits_what_was_answered_and_what_lapsed(cast: Cast, as_) -> None:
    acts.decline(ask_for_a_mandate(cast), by=cast.claire, word="Non.")
    lapsed = ask_for_a_mandate(cast)
    ActByTwo.objects.filter(pk=lapsed.pk).update(lapses_at=clock.now())
    ask_for_a_mandate(cast)
    page = as_("newcomer").get(reverse("memberships:acts", args=["cp-genre"])).text
    assert [page.count(said) for said in ("it lapses on", "Declined by Claire Roux", "Lapsed on")] == [1, 1, 1]


def test_the_list_of_acts_reads_as_much_for_three_as_for_one(cast: Cast, as_) -> None:
    reader, address = as_("newcomer"), reverse("memberships:acts", args=["cp-genre"])
    acts.decline(ask_for_a_mandate(cast), by=cast.claire, word="Non.")
    reader.get(address)
    with CaptureQueriesContext(connection) as one:
        reader.get(address)
    for _again in range(2):
        acts.decline(ask_for_a_mandate(cast), by=cast.claire, word="Non.")
    with CaptureQueriesContext(connection) as three:
        reader.get(address)
    assert len(one) == len(three)


def rename(person: object, community: Community, terms: dict[str, str]) -> Ruling:
    return granted


def renamed(community: Community, terms: dict[str, str], act: ActByTwo) -> None:
    Community.objects.filter(pk=community.pk).update(practice=terms["practice"])


def test_a_new_weighty_act_is_one_declaration(cast: Cast, as_, monkeypatch) -> None:
    here = "tresse.memberships.tests.test_acts"
    declared = WeightyAct(
        "rename the practice", f"{here}.rename", f"{here}.renamed", "memberships/acts/mandate_interim.html"
    )
    monkeypatch.setitem(WEIGHTY_ACTS, "practice.renaming", declared)
    act = acts.ask(
        "practice.renaming", cast.community, cast.community, by=cast.awa, terms={"practice": "Agir et dire"}
    )
    page = as_("claire").get(reverse("memberships:act", args=["cp-genre", act.pk]))
    assert "Rename the practice" in page.text
    as_("claire").post(reverse("memberships:confirm_act", args=["cp-genre", act.pk]))
    cast.community.refresh_from_db()
    assert cast.community.practice == "Agir et dire"


def test_it_waits_for_those_who_may_confirm_and_for_nobody_else(cast: Cast) -> None:
    ask_for_a_mandate(cast)
    waits = {one.person_id for one in waiting.acts(Person.objects.all())}
    assert waits == {cast.claire.pk, cast.former.pk, cast.member.pk}
    assert OutgoingMail.objects.count() == 0  # their letters say it, at the pace each has chosen


def test_the_journal_tells_who_asked_and_who_confirmed(cast: Cast) -> None:
    acts.confirm(ask_for_a_mandate(cast), by=cast.claire)
    entries = JournalEntry.objects.filter(stream=cast.community.stream).order_by("number")
    assert [(entry.kind, entry.by) for entry in entries] == [
        ("act.asked", cast.awa),
        ("act.confirmed", cast.claire),
        ("decision.recorded", cast.awa),
        ("mandate.given", cast.member),
    ]


def test_who_laid_down_their_mandate_since_no_longer_asks(cast: Cast) -> None:
    terms = {"ending": "without_document", "reason": "Personne ne pouvait essayer."}
    act = acts.ask("cycle.closing", cast.cycle, cast.community, by=cast.awa, terms=terms)
    Mandate.objects.filter(membership=act.asked_by).update(ended_on=clock.today())
    with pytest.raises(PermissionDenied, match="laid down their mandate since"):
        acts.confirm(act, by=cast.claire)


def test_who_left_since_no_longer_asks(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    Membership.objects.filter(pk=act.asked_by_id).update(left_at=clock.now())
    with pytest.raises(PermissionDenied, match="has left"):
        acts.confirm(act, by=cast.claire)


def test_coming_back_with_another_organisation_does_not_make_two(cast: Cast) -> None:
    act = ask_for_a_mandate(cast)
    Membership.objects.filter(pk=act.asked_by_id).update(left_at=clock.now())
    Membership.objects.create(
        community=cast.community, person=cast.awa, organisation=cast.north, signed_at=clock.now()
    )
    with pytest.raises(PermissionDenied):
        acts.confirm(act, by=cast.awa)
