"""What a file is, by its content alone; what may harm whoever opens it is refused with a sentence."""

import io
import zipfile
from dataclasses import dataclass

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FileKind:
    type: str
    extensions: tuple[str, ...]  # the first is given to a file whose name says something else


IMAGES = {
    b"\xff\xd8\xff": FileKind("image/jpeg", ("jpg", "jpeg")),
    b"\x89PNG\r\n\x1a\n": FileKind("image/png", ("png",)),
    b"GIF8": FileKind("image/gif", ("gif",)),
}
WEBP = FileKind("image/webp", ("webp",))
PDF = FileKind("application/pdf", ("pdf",))
_OFFICE = "application/vnd.openxmlformats-officedocument."
OFFICE = {
    "word/": FileKind(f"{_OFFICE}wordprocessingml.document", ("docx",)),
    "xl/": FileKind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",)),
    "ppt/": FileKind(f"{_OFFICE}presentationml.presentation", ("pptx",)),
}
OPEN_DOCUMENT = {
    f"application/vnd.oasis.opendocument.{name}": FileKind(f"application/vnd.oasis.opendocument.{name}", (ending,))
    for name, ending in (("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"), ("graphics", "odg"))
}
TEXT = FileKind("text/plain", ("txt", "md", "srt", "vtt", "bib", "ris", "ics", "json", "tsv"))
TABLE = FileKind("text/csv", ("csv",))
SOUNDS_AND_FILMS = {
    "audio/mpeg": FileKind("audio/mpeg", ("mp3",)),
    "audio/ogg": FileKind("audio/ogg", ("ogg", "oga", "opus")),
    "application/ogg": FileKind("audio/ogg", ("ogg", "oga", "opus")),
    "audio/wav": FileKind("audio/wav", ("wav",)),
    "audio/x-wav": FileKind("audio/wav", ("wav",)),
    "audio/flac": FileKind("audio/flac", ("flac",)),
    "audio/x-flac": FileKind("audio/flac", ("flac",)),
    "audio/mp4": FileKind("audio/mp4", ("m4a",)),
    "audio/x-m4a": FileKind("audio/mp4", ("m4a",)),
    "video/mp4": FileKind("video/mp4", ("mp4", "m4v")),
    "video/webm": FileKind("video/webm", ("webm",)),
}

PROGRAM = _("“%(name)s” is a program: it could harm whoever opens it.")
PAGE = _("“%(name)s” is a web page or a drawing that can hold a program. Send it as a PDF or as an image.")
MACROS = _("“%(name)s” holds macros, which are programs. Save it without them, or as a PDF.")
OLD_OFFICE = _("“%(name)s” is in an old format that can hold macros. Save it as .docx, .xlsx, .odt or PDF.")
PACKED = _("“%(name)s” is a folder packed in one file, which may hold anything. Attach its files one by one.")
UNKNOWN = _(
    "“%(name)s” is of a kind that is not taken here. Images, PDF, texts, tables, slides, sounds and films are; otherwise put it "
    "elsewhere and give its address."
)

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"#!",
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "<iframe", "<math", "<xsl")
_MACROS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/", "script-lc.xml", "activex", "oleobject")


def recognise(name: str, content: bytes) -> FileKind:
    """The kind this content is of. Raises `ValidationError` for what is refused."""
    kind = _image(content) or _document(name, content) or _sound_or_film(content) or _text(name, content)
    if kind is None:
        raise _refused(UNKNOWN, name)
    return kind


def _image(content: bytes) -> FileKind | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return next((kind for mark, kind in IMAGES.items() if content.startswith(mark)), None)


def _document(name: str, content: bytes) -> FileKind | None:
    if content.startswith(_PROGRAMS):
        raise _refused(PROGRAM, name)
    if content.startswith(_OLD_OFFICE):
        raise _refused(OLD_OFFICE, name)
    if content.startswith(b"%PDF-"):
        return PDF
    return _packed(name, content) if content.startswith(b"PK") else None


def _packed(name: str, content: bytes) -> FileKind:
    """What an office writes today is a packed folder; any other is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            inside = folder.namelist()
            kind = _office(folder, inside) or _open_document(folder, inside)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        raise _refused(PACKED, name) from None
    if kind is None:
        raise _refused(PACKED, name)
    if any(mark in entry.lower() for entry in inside for mark in _MACROS):
        raise _refused(MACROS, name)
    return kind


def _office(folder: zipfile.ZipFile, inside: list[str]) -> FileKind | None:
    if "[Content_Types].xml" not in inside:
        return None
    return next((kind for path, kind in OFFICE.items() if any(entry.startswith(path) for entry in inside)), None)


def _open_document(folder: zipfile.ZipFile, inside: list[str]) -> FileKind | None:
    if "mimetype" not in inside:
        return None
    with folder.open("mimetype") as said:
        return OPEN_DOCUMENT.get(said.read(100).decode("ascii", "replace").strip())


def _sound_or_film(content: bytes) -> FileKind | None:
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    kinds = (SOUNDS_AND_FILMS.get(match.mime_type) for match in found)
    return next((kind for kind in kinds if kind), None) if not _is_text(content) else None


def _text(name: str, content: bytes) -> FileKind | None:
    if not _is_text(content):
        return None
    beginning = content[:4096].decode("utf-8-sig", "replace").lstrip().lower()
    if beginning.startswith(_MARKUP) or "<script" in beginning or "<html" in beginning or "<svg" in beginning:
        raise _refused(PAGE, name)
    return TABLE if name.lower().endswith(".csv") else TEXT


def _is_text(content: bytes) -> bool:
    """Readable as letters: nothing but what one types, in UTF-8 or in the letters of Western Europe."""
    try:
        return not _has_controls(content.decode("utf-8"))
    except UnicodeDecodeError:
        return not _has_controls(content.decode("cp1252", "replace")) and b"\x00" not in content


def _has_controls(text: str) -> bool:
    return any((ord(letter) < 32 and letter not in "\t\n\r\f") or letter == "\ufffd" for letter in text)


def _refused(sentence: object, name: str) -> ValidationError:
    return ValidationError(str(sentence), params={"name": name})
