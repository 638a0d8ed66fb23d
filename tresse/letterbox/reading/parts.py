"""The parts of a letter: what is said, what came with it, what an answering calendar says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tresse.core.by_mail import LetterFile
from tresse.letterbox.reading.headers import Mail, Unreadable, decoded, one_line
from tresse.letterbox.reading.words import content_of, without_pgp, words

DEEPEST, MOST_PARTS, MOST_FILES = 20, 500, 20
SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
NOT_FOR_PEOPLE = (*SIGNATURES, "application/pgp-keys", "application/ms-tnef", "text/x-amp-html")
ENCRYPTED = (
    "multipart/encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
)
SMALL_PICTURE = 5_000  # bytes; below this, one in the middle of a letter is a logo or a smile
TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,60}/[a-z0-9][a-z0-9.+_-]{0,100}")
HIDDEN_WORDS = re.compile(r"^-----BEGIN PGP MESSAGE-----$", re.MULTILINE)
UNSAFE_IN_NAMES = re.compile(r'[/\\:*?"<>|]+')


@dataclass
class Parts:
    """What was found in a letter."""

    texts: list[str] = field(default_factory=list)
    files: list[LetterFile] = field(default_factory=list)
    pictures: list[tuple[str, LetterFile]] = field(default_factory=list)  # by their Content-ID
    calendar: str = ""
    is_encrypted: bool = False


def parts_of(mail: Mail) -> Parts:
    """Everything in a letter that is for people; of what is said twice, in plain text and in HTML, the plain one."""
    found = Parts()
    for part, inside in _leaves(mail):
        _sort(part, inside, found)
    found.files = found.files[:MOST_FILES]
    return found


def _leaves(mail: Mail) -> Iterator[tuple[Mail, str]]:
    """Each part that holds no others, with the kind of what holds it; never endlessly many."""
    waiting = [(mail, "", 0)]
    for _count in range(MOST_PARTS):
        if not waiting:
            return
        part, inside, depth = waiting.pop()
        if not part.is_multipart() or part.get_content_maintype() != "multipart":
            yield part, inside
        elif depth < DEEPEST:
            kind, held = part.get_content_type(), list(part.get_payload())
            waiting += [(one, kind, depth + 1) for one in reversed(_chosen(kind, held))]


def _chosen(kind: str, held: list[Any]) -> list[Any]:
    """Of several ways to say the same, the plainest that says something; calendars are told beside."""
    if kind == "multipart/signed":
        return held[:1]
    if kind != "multipart/alternative":
        return held
    calendars = [part for part in held if part.get_content_type() == "text/calendar"]
    others = [part for part in held if part not in calendars]
    plain = [part for part in others if part.get_content_type() == "text/plain" and words(part)]
    return [*(plain[:1] or others[-1:]), *calendars]


def _sort(part: Mail, inside: str, found: Parts) -> None:
    kind = part.get_content_type()
    attached = part.get_content_disposition() == "attachment" or bool(part.get_filename())
    if kind in ENCRYPTED or inside == "multipart/encrypted" or _name(part).lower().endswith(".p7m"):
        found.is_encrypted = True
    elif kind in ("text/calendar", "application/ics"):
        found.calendar = found.calendar or words(part)
    elif kind in ("text/plain", "text/html") and not attached:
        text = words(part)
        found.is_encrypted |= HIDDEN_WORDS.search(text) is not None
        found.texts.append(without_pgp(text))
    elif kind not in NOT_FOR_PEOPLE and not kind.startswith("message/delivery"):
        _keep_file(part, inside, found)


def _keep_file(part: Mail, inside: str, found: Parts) -> None:
    file = LetterFile(_name(part), _type(part), _content(part))
    content_id = str(part.get("Content-ID", "")).strip("<> \t\r\n")
    in_the_text = file.type.startswith("image/") and (inside == "multipart/related" or content_id)
    if in_the_text and part.get_content_disposition() != "attachment":
        found.pictures.append((content_id, file))
    elif file.content:
        found.files.append(file)


def _content(part: Mail) -> bytes:
    if not part.is_multipart():
        return content_of(part)
    held: Any = part.get_payload()
    try:
        return bytes(held[0].as_bytes()) if held else b""  # a letter within a letter
    except RecursionError:
        raise Unreadable("nested too deep") from None
    except (LookupError, ValueError):
        return b""  # it cannot be written as it was read


def _type(part: Mail) -> str:
    kind = part.get_content_type()
    return kind if TYPE.fullmatch(kind) else "application/octet-stream"


def _name(part: Mail) -> str:
    """The name of a file, without the folders and marks that some machine would follow."""
    said = decoded(one_line(part.get_filename() or ""))
    kind = part.get_content_type()
    ending = {"message/rfc822": ".eml", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif"}
    name = UNSAFE_IN_NAMES.sub("-", said).strip(" .-")
    return (name or kind.partition("/")[0] + ending.get(kind, ""))[-120:]


def matters(content_id: str, file: LetterFile, whole: str, kept: str) -> bool:
    """A picture in the text stays, unless it stood in what was quoted or signed, or is too small to be looked at."""
    marks = (f"[cid:{content_id}]", f"[image: {file.name}]", f"[{file.name}]")
    if any(mark in kept for mark in marks):
        return True
    return len(file.content) >= SMALL_PICTURE and not any(mark in whole for mark in marks)
