from tresse.core.text import without_accents


def test_words_typed_in_a_hurry_are_the_same_words():
    assert without_accents("J’Y SERAI, peut-Être à 3 €") == "j'y serai, peut-etre a 3 €"
