"""The page of one's part, as a browser meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.commitments import actions
from tresse.commitments.models import Commitment
from tresse.core import clock


def page(cast: Cast) -> str:
    return f"/c/{cast.community.slug}/cycles/{cast.cycle.pk}/my-part/"


def test_one_says_ones_part_and_finds_it_again(as_, cast: Cast) -> None:
    browser = as_("member")
    told = {
        "answer": "lighter",
        "brings": "Un carnet.",
        "looks_for": "Du temps.",
        "hours": "3",
        "functions": ["welcome"],
    }
    assert browser.post(page(cast), told).status_code == 302
    [part] = Commitment.objects.all()
    assert (part.answer, part.brings, part.looks_for, part.hours, part.functions) == (
        "lighter", "Un carnet.", "Du temps.", 3, ["welcome"],
    )  # fmt: skip
    text = browser.get(page(cast)).text
    assert ("Un carnet." in text, 'value="3"' in text) == (True, True)


@pytest.mark.parametrize(
    ("who", "answer", "then"),
    [
        ("member", "continue", "cycles/{cycle}/my-part/"),
        ("member", "pause", "cycles/{cycle}/my-part/"),
        ("awa", "pause", "my-place/pause/"),
        ("member", "leave", "my-place/leaving/"),
    ],
)
def test_what_takes_a_gesture_of_its_own_leads_to_its_page(
    as_, cast: Cast, who: str, answer: str, then: str
) -> None:
    for _twice in range(2):
        sent = as_(who).post(page(cast), {"answer": answer})
        assert sent["Location"] == f"/c/{cast.community.slug}/{then.format(cycle=cast.cycle.pk)}"


def test_somebody_reads_their_own_circle_on_their_own_page(as_, cast: Cast) -> None:
    actions.say_my_part(cast.cycle, by=cast.member, answer="continue")
    assert "You take part in it" in as_("member").get(f"/c/{cast.community.slug}/my-place/").text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"answer": "perhaps"},
        {"answer": "continue", "hours": "0"},
        {"answer": "continue", "hours": "-4"},
        {"answer": "continue", "hours": "81"},
        {"answer": "continue", "hours": "9" * 400},
        {"answer": "continue", "hours": "three"},
        {"answer": "continue", "brings": "x" * 1001},
        {"answer": "continue", "functions": ["emperor"]},
        {"answer": "continue", "brings": "a\x00b"},
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(as_, cast: Cast, sent) -> None:
    answer = as_("member").post(page(cast), {"looks_for": "Du calme."} | sent)
    assert (answer.status_code, "Du calme." in answer.text, Commitment.objects.count()) == (422, True, 0)


def test_what_is_typed_never_becomes_code(as_, cast: Cast) -> None:
    as_("newcomer").post(page(cast), {"answer": "continue", "brings": "<script>alert(1)</script> merci"})
    text = as_("member").get(page(cast)).text
    assert ("<script>alert" in text, "merci" in text) == (False, True)


def test_an_answer_is_never_shown_to_another(as_, cast: Cast) -> None:
    actions.say_my_part(cast.cycle, by=cast.newcomer, answer="lighter", brings="Un regard neuf.", hours=7)
    text = as_("member").get(page(cast)).text.partition('id="others"')[2]
    assert ("Un regard neuf." in text, "less time" in text, "7" in text.partition("</section>")[0]) == (
        True, False, False,
    )  # fmt: skip


def test_a_cycle_that_ends_meanwhile_says_so(as_, cast: Cast) -> None:
    type(cast.cycle).objects.filter(pk=cast.cycle.pk).update(
        ended_at=clock.now(), ending="without_document", ending_reason="Trop peu."
    )
    answer = as_("member").post(page(cast), {"answer": "continue"})
    assert (answer.status_code, "This cycle has ended" in answer.text) == (403, True)
    assert as_("member").get(page(cast)).status_code == 200


def test_one_looks_back_on_the_page(as_, cast: Cast) -> None:
    actions.say_my_part(cast.cycle, by=cast.member, answer="continue")
    browser = as_("member")
    sent = [browser.post(f"{page(cast)}after/", {"became": word}).status_code for word in ("set_down", "triumph")]
    assert (sent, Commitment.objects.get().became) == ([302, 302], "set_down")


def test_the_page_takes_as_many_queries_with_three_as_with_one(as_, cast: Cast) -> None:
    browser = as_("member")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(page(cast)).status_code == 200
        return len(captured)

    actions.say_my_part(cast.cycle, by=cast.awa, answer="continue", brings="Une salle.")
    queries()
    one = queries()
    for who in ("claire", "former"):
        actions.say_my_part(cast.cycle, by=cast.person(who), answer="continue", brings="Une salle.")
    assert queries() == one
