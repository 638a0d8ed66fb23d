"""The exact words of a text, and the mark by which one knows them again."""

import hashlib
import unicodedata


def exact(text: str) -> str:
    """The text as it counts: one form per character (NFC), one kind of line end, no blank at the ends of lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def digest(text: str) -> str:
    """SHA-256 of the exact words, as hexadecimal: it changes as soon as a word, a comma or a capital does."""
    return hashlib.sha256(exact(text).encode()).hexdigest()
