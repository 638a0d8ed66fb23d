"""N is the narrow no-break space, F the no-break space, so that one sees them."""

import pytest

from tresse.core.typography import spaces_held, typography


def shown(text: str, language: str) -> str:
    return typography(text, language).replace("\u202f", "N").replace("\u00a0", "F")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Qui vient ?", "Qui vientN?"),
        ("Qui vient?", "Qui vientN?"),
        ("Vraiment ?!", "VraimentN?!"),
        ("Trois choses : dire, faire", "Trois chosesF: dire, faire"),
        ("d'abord ; ensuite", "d’abordN; ensuite"),
        ('Elle dit "oui".', "Elle dit «NouiN»."),
        ('Elle dit "oui !" et part', "Elle dit «NouiN!N» et part"),
        ("« oui » et «non»", "«NouiN» et «NnonN»"),
        ('l\'"accueil"', "l’«NaccueilN»"),
        ("l'échange...", "l’échange…"),
        ("12 000 personnes, 30 % de 4 500 €", "12N000 personnes, 30N% de 4N500N€"),
        ("à 14:30, ratio 3:1", "à 14:30, ratio 3:1"),
        ("https://exemple.org/a?b=c;d!e", "https://exemple.org/a?b=c;d!e"),
        ("ecrire.a+b@exemple.org", "ecrire.a+b@exemple.org"),
        ("une liste :\n- un", "une listeF:\n- un"),
        ("", ""),
    ],
)
def test_french_is_printed_as_french_printers_do(written, read):
    assert shown(written, "fr") == read


@pytest.mark.parametrize("written", ["« Oui ! » : l'une, l'autre ; qui ?", '"a" "b"', "12 000 000 %"])
def test_doing_it_twice_changes_nothing_more(written):
    once = typography(written, "fr")
    assert typography(once, "fr") == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('She said "yes".', "She said “yes”."),
        ("It's the members' choice", "It’s the members’ choice"),
        ("the 'safe' space", "the ‘safe’ space"),
        ("What? Now!", "What? Now!"),
    ],
)
def test_english_has_curly_quotes(written, read):
    assert shown(written, "en") == read


def test_a_language_nobody_described_is_left_as_it_is():
    assert typography("¿Quién viene?", "es") == "¿Quién viene?"


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("fr", "«NouiN»F: dixN; vraimentN? 12:30 :)N?"),
        ("en", "« oui » : dix ; vraiment ? 12:30 :) ?"),
    ],
)
def test_no_line_of_a_french_passage_begins_with_a_sign_and_none_grows_longer(language, read):
    written = "« oui » : dix ; vraiment ? 12:30 :) ?"
    held = spaces_held(written, language)
    assert held.replace("\u202f", "N").replace("\u00a0", "F") == read
    assert len(held) == len(written)
