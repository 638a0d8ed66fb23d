"""What comes in is looked into before anything is kept: outside any transaction, for it takes time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.core.prose import readable
from tresse.discussions.files.images import image
from tresse.discussions.files.kinds import recognise

LARGEST = 10 * 1024 * 1024  # of one file
MOST_AT_ONCE = 5  # files of one message
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True)
class Prepared:
    """A file as it will be kept."""

    name: str
    type: str
    content: bytes
    preview: bytes = b""


class TooMany(ValidationError):
    def __init__(self) -> None:
        super().__init__(_("Attach five files at most to one message; the others go with the next one."))


def prepare_all(files: Iterable[tuple[str, bytes]]) -> list[Prepared]:
    """Names and contents, each looked into. Raises `ValidationError` with a sentence for the first that is refused."""
    found = list(files)
    if len(found) > MOST_AT_ONCE:
        raise TooMany
    return [prepare(name, content) for name, content in found]


def prepare(name: str, content: bytes) -> Prepared:
    """What a file is, read in its content; a picture comes back smaller, without what the camera wrote in it."""
    shown = _shown(name)
    if not content:
        raise ValidationError(_("“%(name)s” is empty."), params={"name": shown})
    if len(content) > LARGEST:
        raise ValidationError(
            _("“%(name)s” is larger than 10 MB. Make it smaller, or put it elsewhere and give its address."),
            params={"name": shown},
        )
    kind = recognise(shown, content)
    if not kind.type.startswith("image/"):
        return Prepared(_named(shown, kind.extensions), kind.type, content)
    drawn = image(shown, content)
    return Prepared(_named(shown, drawn.extensions), drawn.type, drawn.content, drawn.preview)


def _shown(name: str) -> str:
    """The name alone, without folders nor what no file system takes."""
    last = readable(name).replace("\\", "/").rpartition("/")[2]
    return _NOT_IN_A_NAME.sub(" ", last).strip(" .")[-100:] or str(_("file"))


def _named(name: str, extensions: tuple[str, ...]) -> str:
    """The name with an ending that says what the file is: `holiday.exe` that holds a picture becomes `holiday.jpg`."""
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in extensions:
        return name
    return f"{stem if dot and len(ending) <= 5 else name}.{extensions[0]}"
