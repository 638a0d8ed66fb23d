"""Twenty letters as real programs write them, each beside what somebody meant to say."""

from pathlib import Path

import pytest

from tresse.letterbox.reading import opened, read

LETTERS = Path(__file__).parent / "letters"
NAMES = sorted(path.stem for path in LETTERS.glob("*.eml"))
FILES = {
    "07-apple-mail-photo": ["mur.jpg"],
    "08-attachment-latin1-name": ["Grille corrigée.pdf"],
    "16-outlook-logo": ["image002.png"],
}


def letter(name: str):
    return read(opened((LETTERS / f"{name}.eml").read_bytes())).letter


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_read_without_what_was_quoted_and_signed(name):
    assert letter(name).text == (LETTERS / f"{name}.txt").read_text().strip("\n")


@pytest.mark.parametrize("name", NAMES)
def test_what_came_with_it_is_kept_and_logos_and_signatures_are_not(name):
    assert [file.name for file in letter(name).files] == FILES.get(name, [])
