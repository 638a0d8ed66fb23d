"""The exact words of a text, the mark by which one knows them again, and the words as one types them in a hurry."""

import hashlib
import unicodedata


def exact(text: str) -> str:
    """The text as it counts: one form per character (NFC), one kind of line end, no blank at the ends of lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def digest(text: str) -> str:
    """SHA-256 of the exact words, as hexadecimal: it changes as soon as a word, a comma or a capital does."""
    return hashlib.sha256(exact(text).encode()).hexdigest()


def without_accents(text: str) -> str:
    """In small letters without accents, and with one kind of apostrophe: it may be longer or shorter than the text."""
    apart = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
