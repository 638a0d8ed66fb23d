"""The braid: true, small, and the same in words."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

from django.utils.translation import override

from tresse.ui.braid import Axis, Life, Strand, draw, in_words, on_paper
from tresse.ui.braid.weaving import weave

BEGAN, TODAY = date(2024, 11, 20), date(2026, 11, 22)


def strand(objective: str = "exploration", begins: date = BEGAN, **hung: object) -> Strand:
    return Strand(title=f"Volet {objective}", objective=objective, objective_name=objective, begins=begins, **hung)


def life(*strands: Strand, **lived: object) -> Life:
    facts = {"name": "CP Genre", "strands": strands or (strand(),), "begins": BEGAN, "today": TODAY, **lived}
    return Life(**facts)


def every(days: int, begins: date = BEGAN, until: date = TODAY) -> tuple[date, ...]:
    return tuple(begins + timedelta(n) for n in range(days, (until - begins).days, days))


def swaps(lived: Life) -> int:
    woven = weave(lived, Axis.holding([lived]), 1000, finest=90)
    return sum(len(thread.moves) for thread in woven.threads) // 2


def test_two_threads_cross_at_each_session():
    assert [swaps(life(crossings=every(30)[:n])) for n in (0, 1, 5, 24)] == [0, 1, 5, 24]


def test_each_thread_goes_over_and_under_in_turn():
    woven = weave(life(crossings=every(15)), Axis(BEGAN, TODAY), 1000, finest=90)
    for thread in woven.threads:
        for move, following in zip(thread.moves, thread.moves[1:], strict=False):
            assert move.to == following.lane
            assert move.over != following.over


def test_at_a_session_of_two_strands_half_of_the_threads_that_cross_pass_over():
    woven = weave(
        life(strand(), strand("experimentation"), crossings=every(15)), Axis(BEGAN, TODAY), 1000, finest=90
    )
    moves = [move for thread in woven.threads for move in thread.moves]
    there = {x: [move.over for move in moves if move.x == x] for x in {move.x for move in moves}}
    assert len(there) == len(every(15))
    assert {tuple(sorted(over)) for over in there.values()} == {(False, True), (False, False, True, True)}


def test_one_strand_is_three_threads_of_one_dye_and_two_strands_are_two_each():
    def dyes(*strands: Strand) -> list[str]:
        woven = weave(life(*strands), Axis(BEGAN, TODAY), 1000, finest=90)
        return [thread.strand.objective for thread in woven.threads]

    assert dyes(strand()) == ["exploration"] * 3
    assert dyes(strand(), strand("experimentation")) == ["exploration"] * 2 + ["experimentation"] * 2


def test_length_is_time_and_a_strand_that_joins_later_begins_later():
    half = BEGAN + (TODAY - BEGAN) / 2
    woven = weave(life(strand(), strand("experimentation", half)), Axis(BEGAN, TODAY), 1000, finest=90)
    assert [(round(t.begins), round(t.ends)) for t in woven.threads] == [(0, 1000)] * 2 + [(500, 1000)] * 2


def test_a_community_of_ten_years_stays_under_four_kilobytes():
    begins = date(2016, 11, 20)
    lived = life(
        strand(begins=begins, beads=every(400, begins), loose_ends=every(900, begins), awaited=date(2027, 3, 1)),
        strand("experimentation", date(2019, 3, 1), beads=every(700, begins)),
        begins=begins,
        crossings=every(40, begins),
        knots=every(110, begins),
    )
    with override("fr"):
        assert 2000 < len(draw(lived, name="cp-genre").encode()) < 4000


def test_a_community_that_met_every_day_for_ten_years_is_drawn_more_coarsely_and_told_exactly():
    begins = date(2016, 11, 20)
    drawn = draw(life(begins=begins, crossings=every(1, begins), knots=every(30, begins)), name="b")
    assert len(drawn.encode()) < 4000
    assert f"{len(every(1, begins))} sessions" in drawn


def test_it_is_valid_xml_and_escapes_what_people_wrote():
    hostile = '</title><script>alert("1")</script>&'
    lived = life(Strand(hostile, '"><x', hostile, BEGAN, beads=(TODAY,)), name=hostile, crossings=every(40))
    for drawn in (draw(lived, name='a" onload="x'), on_paper(lived)):
        root = ElementTree.fromstring(drawn)
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
            "svg", "title", "desc", "g", "defs", "path", "use", "style",
        }  # fmt: skip
        assert root.get("onload") is None


def test_it_carries_no_script_no_style_and_no_colour_of_its_own():
    drawn = draw(life(crossings=every(40), knots=every(90)), name="b")
    assert re.findall(r"<script|<style|style=|on\w+=|#[0-9a-f]{6}|http", drawn) == []


def test_on_paper_it_stands_alone():
    drawn = on_paper(life(crossings=every(40)))
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "#1f5c7a" in drawn
    assert "var(" not in drawn


def test_the_words_say_all_that_is_drawn():
    lived = life(
        strand(beads=(date(2025, 6, 3), date(2026, 6, 3)), awaited=date(2027, 3, 1)),
        strand("experimentation", date(2025, 9, 1), loose_ends=(date(2026, 2, 1),)),
        crossings=every(100),
        knots=(date(2025, 1, 9),),
    )
    with override("en"):
        assert in_words(lived) == (
            "Strand “Volet exploration” (exploration), since November 2024."
            " Strand “Volet experimentation” (experimentation), since September 2025."
            " 7 sessions, a crossing each."
            " 1 decision, a knot."
            " 2 publications of “Volet exploration”, a bead each: June 2025, June 2026."
            " 1 cycle of “Volet experimentation” closed without a document, a loose end: February 2026."
            " It goes on; its next document is expected in March 2027."
        )


def test_a_closed_community_awaits_nothing_and_says_when_it_ended():
    lived = life(strand(awaited=date(2027, 3, 1)), ends=date(2026, 3, 31))
    with override("en"):
        assert in_words(lived).endswith(" 0 sessions, a crossing each. It ends in March 2026.")
    assert "hollow" not in draw(lived, name="b")


def test_only_an_end_left_without_a_document_comes_undone():
    ended = date(2026, 3, 31)
    tied = life(strand(beads=(date(2026, 3, 1),), loose_ends=(date(2025, 9, 1),)), ends=ended)
    undone = life(strand(beads=(date(2025, 9, 1),), loose_ends=(date(2026, 3, 1),)), ends=ended)
    assert (tied.comes_undone, undone.comes_undone) == (False, True)


def test_a_young_community_is_short_and_a_community_born_today_is_drawn():
    young = life(strand(begins=TODAY), begins=TODAY)
    assert 'd="M0 25' in draw(young, name="b")
    axis = Axis.holding([young])
    assert axis == Axis(TODAY, TODAY + timedelta(365))
    assert axis.place(TODAY) == 0


def test_a_day_outside_the_axis_stays_at_its_edge():
    axis = Axis(BEGAN, TODAY)
    assert (axis.place(date(2000, 1, 1)), axis.place(date(2050, 1, 1))) == (0, 1)
