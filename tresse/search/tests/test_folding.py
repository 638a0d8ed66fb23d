"""Which words are one word for whoever searches."""

import pytest

from tresse.search.folding import keys_in

ONE_WORD = [
    (
        "fr",
        "participant-e-s participant·e·s participant.e.s participant(e)s Participants participantes PARTICIPANT-E-S",
    ),
    ("fr", "acteur-trice-s acteurs actrices acteur"),
    ("fr", "chercheur-euse-s chercheuses chercheur"),
    ("fr", "animateur-rice animatrices animateur"),
    ("fr", "citoyen-ne-s citoyennes citoyen"),
    ("fr", "actif-ve-s active actifs"),
    ("fr", "premier-ère premières premiers"),
    ("fr", "expérimentation experimentation expérimentations expérimenter EXPÉRIMENTATION"),
    ("fr", "évaluation évaluer evaluations évaluatif"),
    ("fr", "l’échange d'échanges échanger qu’échange"),
    ("fr", "co-animation coanimation coanimer co-animations"),
    ("fr", "œuvre oeuvres"),
    ("en", "facilitators facilitator facilitator's"),
    ("en", "learning learn learned"),
    ("es", "capacitación capacitacion capacitaciones"),
    ("pt", "participações participação participacao"),
]


@pytest.mark.parametrize(("language", "words"), ONE_WORD, ids=[words.split()[0] for _, words in ONE_WORD])
def test_the_forms_of_a_word_find_each_other(language: str, words: str) -> None:
    forms = [keys_in(form, language) for form in words.split()]
    assert [form for form in forms if len(form) != 1] == [], "an elision or the end of an inclusive form is no word"
    assert all(set(one[0]) & set(other[0]) for one in forms for other in forms), forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("genre", "généreux"), ("échange", "échec"), ("commune", "communauté"), ("acteur", "acte"), ("3", "33")],
)
def test_two_words_stay_two(one: str, other: str) -> None:
    assert not set(keys_in(one, "fr")[0]) & set(keys_in(other, "fr")[0])


def test_what_looks_like_an_inclusive_form_and_is_none_stays_whole() -> None:
    assert [keys[0] for keys in keys_in("celle-ci prends-le est-ce", "fr")] == [
        "cel",
        "ci",
        "prend",
        "le",
        "est",
        "ce",
    ]


def test_any_writing_gives_letters_and_digits_alone() -> None:
    """The index reads nothing as a command, and cuts no word again."""
    hostile = 'a"b NEAR(c) * OR -- \x00 العربية Кириллица 漢字 ½ ² ｆｕｌｌ 🎉 İstanbul ß'
    assert all(key.isascii() and key.isalnum() for keys in keys_in(hostile, "fr") for key in keys)


def test_a_word_of_ten_thousand_letters_is_cut_short() -> None:
    assert [len(key) for key in keys_in("x" * 10_000, "fr")[0]] == [40]
