"""What is typed in minutes and means something, in the four languages and as people really type."""

from datetime import date

import pytest

from tresse.meetings.minutes.passages import day_in, passages, person_in


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("Décision : deux récits par carnet.", "decision", "deux récits par carnet."),
        ("DECISION: two stories.", "decision", "two stories."),
        ("- **Décision :** deux récits.", "decision", "deux récits."),
        ("1. Decisão: dois relatos.", "decision", "dois relatos."),
        ("* Decisión : dos relatos.", "decision", "dos relatos."),
        ("Engagement : @Mina, relire.", "commitment", "@Mina, relire."),
        ("Compromiso: @Mina, releer.", "commitment", "@Mina, releer."),
        ("Question : qui paie ?", "question", "qui paie ?"),
        ("Pergunta: quem paga?", "question", "quem paga?"),
        ("Essai-erreur : la grille trop longue.", "trial_error", "la grille trop longue."),
        ("Essai et erreur : la grille.", "trial_error", "la grille."),
        ("Trial and error: the grid.", "trial_error", "the grid."),
        ("Parole : « On nous a dit non. »", "voice", "« On nous a dit non. »"),
        ("Décision\u00a0: une seule.", "decision", "une seule."),
    ],
)
def test_what_a_line_says_it_is(line, kind, words):
    assert [(each.kind, each.words) for each in passages(line)] == [(kind, words)]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Nous avons ri.",
        "Une décision : laquelle ?",
        "Décision :",
        "# Décision",
        "Décisions prises.",
        ":",
        "http://x : y",
    ],
)
def test_what_says_nothing_is_left_alone(line):
    assert passages(line) == []


def test_a_passage_goes_on_to_the_end_of_its_paragraph_or_the_next_mark():
    text = "Avant.\nDécision : deux récits\net une image.\n\nAprès.\nQuestion : qui ?\nParole : oui.\n- autre"
    assert [each.words for each in passages(text)] == ["deux récits\net une image.", "qui ?", "oui."]


def test_the_same_passage_twice_is_one():
    assert len(passages("Décision : oui.\n\nDécision : oui.")) == 1


@pytest.mark.parametrize(
    ("words", "who", "rest"),
    [
        ("@Mina, relire le carnet", "member", "relire le carnet"),
        ("@mina membre : relire", "member", "relire"),
        ("relire avec soin (@Awa)", "awa", "relire avec soin ()"),
        ("@Personne, relire", None, "@Personne, relire"),
        ("@Minarelire", None, "@Minarelire"),
        ("mina@example.org relit", None, "mina@example.org relit"),
    ],
)
def test_whom_a_name_means(cast, words, who, rest):
    members = [cast.place(each) for each in ("awa", "claire", "member")]
    found = person_in(words, members)
    assert found == (cast.place(who) if who else None, rest)


@pytest.mark.parametrize(
    ("words", "day", "rest"),
    [
        ("avant le 12 mars, relire", date(2027, 3, 12), "relire"),
        ("relire d’ici le 1er février 2028", date(2028, 2, 1), "relire"),
        ("relire avant le 12/03", date(2027, 3, 12), "relire"),
        ("relire pour le 12/03/2029", date(2029, 3, 12), "relire"),
        ("relire avant le 2027-04-05", date(2027, 4, 5), "relire"),
        ("read it by 12 March", date(2027, 3, 12), "read it"),
        ("read it before March 12th, 2028", date(2028, 3, 12), "read it"),
        ("releer antes del 12 de marzo", date(2027, 3, 12), "releer"),
        ("reler até 12 de março de 2028", date(2028, 3, 12), "reler"),
        ("relire avant le 31 février", None, "relire avant le 31 février"),
        ("relire avant le 12 patates", None, "relire avant le 12 patates"),
        ("relire avant midi", None, "relire avant midi"),
    ],
)
def test_which_day_is_meant(words, day, rest):
    assert day_in(words, since=date(2026, 11, 22)) == (day, rest)


def test_hostile_text_is_read_in_a_moment():
    for hostile in (
        "a" * 100_000 + ":",
        "@" * 20_000,
        "avant " * 20_000,
        "- " * 50_000 + ":",
        "Décision : " * 5000,
    ):
        assert len(passages(hostile)) <= 1
        assert person_in(hostile[:8000], [])[0] is None
        assert day_in(hostile[:8000], since=date(2026, 1, 1))[0] is None
