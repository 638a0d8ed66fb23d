"""One says one's part oneself, changes it without a word, and nobody keeps account of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from tests.cast import Cast
from tresse.commitments import actions
from tresse.commitments.models import Commitment
from tresse.commitments.own_data import commitments
from tresse.commitments.queries import offers_and_wishes
from tresse.communities.models import Cycle
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.memberships.models import Membership


def say(cast: Cast, who: str, **words) -> Commitment:
    return actions.say_my_part(cast.cycle, by=cast.person(who), **({"answer": "continue"} | words))


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (None, "takes being a participant"),
        ("outsider", "takes being a participant"),
        ("steward", "takes being a participant"),
        ("neighbour", "takes being a participant"),
        ("unsigned", "Read the charter and sign it first"),
        ("late", "The charter has changed"),
        ("awa", None),
        ("member", None),
        ("newcomer", None),
        ("former", None),
    ],
)
def test_who_says_their_part(cast: Cast, who: str | None, refusal: str | None) -> None:
    if refusal:
        with pytest.raises(PermissionDenied, match=refusal):
            say(cast, who)
    else:
        assert say(cast, who).membership == cast.place(who)


def test_whoever_pauses_answers_too_unless_the_charter_waits_for_them(cast: Cast) -> None:
    Membership.objects.filter(person__in=[cast.member, cast.late]).update(paused_at=clock.now())
    assert say(cast, "member", answer="pause").answer == "pause"
    with pytest.raises(PermissionDenied):
        say(cast, "late", answer="pause")


def pausing(cast: Cast, who: str) -> bool:
    return cast.place(who).paused_at is not None


def test_saying_that_one_pauses_pauses_and_saying_that_one_comes_along_comes_back(cast: Cast) -> None:
    say(cast, "member", answer="pause")
    assert pausing(cast, "member")
    say(cast, "member", answer="pause", brings="Mes archives.")
    assert pausing(cast, "member"), "said again, it stays so"
    say(cast, "member", answer="lighter")
    assert not pausing(cast, "member")


def test_whoever_holds_a_mandate_hands_it_over_before_they_pause(cast: Cast) -> None:
    assert say(cast, "awa", answer="pause").answer == "pause"
    assert (pausing(cast, "awa"), cast.place("awa").mandates.live().exists()) == (False, True)


def test_nobody_leaves_by_an_answer(cast: Cast) -> None:
    assert say(cast, "member", answer="leave").answer == "leave"
    assert cast.place("member").is_present


def test_one_answer_is_enough(cast: Cast) -> None:
    part = say(cast, "member")
    assert (part.answer, part.brings, part.looks_for, part.hours, part.functions, part.became) == (
        "continue", "", "", None, [], "",
    )  # fmt: skip


def test_saying_it_anew_replaces_what_was_said_and_keeps_no_trace(cast: Cast) -> None:
    say(cast, "member", brings="Deux ans d'ateliers.", hours=6, functions=["welcome"])
    say(cast, "member", answer="lighter", looks_for="Souffler.")
    [part] = Commitment.objects.all()
    assert (part.answer, part.brings, part.looks_for, part.hours, part.functions) == (
        "lighter", "", "Souffler.", None, [],
    )  # fmt: skip


def test_the_journal_tells_nothing_of_it(cast: Cast) -> None:
    say(cast, "member", answer="lighter", brings="Un doute.")
    actions.look_back(cast.cycle, by=cast.member, became="set_down")
    assert list(JournalEntry.objects.filter(stream=cast.community.stream)) == []


def test_what_is_no_answer_is_refused_by_the_database_itself(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        say(cast, "member", answer="")


@pytest.mark.parametrize(
    ("opened", "ended", "refusal"), [(False, False, "not open yet"), (True, True, "This cycle has ended")]
)
def test_a_cycle_asks_while_it_is_open(cast: Cast, opened: bool, ended: bool, refusal: str) -> None:
    if ended:
        Cycle.objects.filter(pk=cast.cycle.pk).update(
            ended_at=clock.now(), ending="without_document", ending_reason="Trop peu."
        )
    if not opened:
        Cycle.objects.filter(pk=cast.cycle.pk).update(opened_at=None)
    with pytest.raises(PermissionDenied, match=refusal):
        say(cast, "member")


def test_one_looks_back_after_the_end_by_ones_own_word_or_not_at_all(cast: Cast) -> None:
    for who in ("member", "newcomer"):
        say(cast, who)
    Cycle.objects.filter(pk=cast.cycle.pk).update(
        ended_at=clock.now(), ending="without_document", ending_reason="Trop peu."
    )
    actions.look_back(cast.cycle, by=cast.member, became="changed")
    assert dict(Commitment.objects.values_list("membership__person__name", "became")) == {
        "Mina Membre": "changed",
        "Tom Nouveau": "",
    }
    assert actions.look_back(cast.cycle, by=cast.member, became="").became == ""


def test_whoever_said_nothing_has_nothing_to_look_back_on(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="nothing to look back on"):
        actions.look_back(cast.cycle, by=cast.member, became="kept")


def test_the_others_read_what_is_brought_and_looked_for_of_those_who_come_along(cast: Cast) -> None:
    cast.newcomer.name = "Àlba Nouveau"
    cast.newcomer.save()
    say(cast, "newcomer", brings="Un regard neuf.")
    say(cast, "claire", looks_for="Des alliées.", hours=4)
    say(cast, "awa", functions=["co_steering"])
    say(cast, "member")  # an answer alone shows nothing
    say(cast, "former", answer="pause", brings="Mes archives.")
    shared = [(part.membership.person.name, part.brings, part.looks_for) for part in offers_and_wishes(cast.cycle)]
    assert shared == [
        ("Àlba Nouveau", "Un regard neuf.", ""),
        ("Awa Diop", "", ""),
        ("Claire Roux", "", "Des alliées."),
    ]
    Membership.objects.filter(pk=cast.place("claire").pk).update(left_at=clock.now())
    Membership.objects.filter(pk=cast.place("awa").pk).update(paused_at=clock.now())
    assert [part.membership.person.name for part in offers_and_wishes(cast.cycle)] == ["Àlba Nouveau"]


def test_what_one_takes_along_is_ones_own_words(cast: Cast) -> None:
    say(cast, "member", answer="lighter", brings="Un doute.", hours=3, functions=["welcome"])
    assert commitments(cast.place("member")).rows == [
        {
            "cycle": "Comment faire place à chacun-e ?",
            "for this cycle": "I continue, with less time",
            "what I bring": "Un doute.",
            "what I look for": "",
            "time I can give, in hours a month": 3,
            "what I could take on": ["welcome"],
            "what became of it": "",
        }
    ]
    assert commitments(cast.place("awa")).rows == []
