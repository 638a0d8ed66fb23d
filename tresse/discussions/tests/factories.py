"""Conversations to try things on, made by the same actions as everybody's."""

import io
import zipfile
from typing import Any

from PIL import Image

from tests.cast import Cast
from tresse.discussions import actions
from tresse.discussions.models import Thread


def thread(cast: Cast, *, by: Any = None, **terms: Any) -> Thread:
    """A question Mina asks of CP Genre, unless said otherwise."""
    said = {
        "kind": "question",
        "title": "Comment payer les animatrices de village ?",
        "text": "Nous hésitons entre une indemnité et un contrat.",
    }
    return actions.start_thread(cast.community, by=by or cast.member, **said | terms)


def picture(size: tuple[int, int] = (2400, 1200), form: str = "JPEG", **options: Any) -> bytes:
    """A photograph as a telephone takes it: it says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Telephone of Mina"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (12.0, 53.0, 17.0)
    paper = io.BytesIO()
    mode = options.pop("mode", "RGB")
    Image.new(mode, size, "#9c3224").save(paper, form, exif=exif, **options)
    return paper.getvalue()


def packed(**inside: bytes) -> bytes:
    """A folder packed in one file; `word__document` stands for `word/document`."""
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as folder:
        for name, content in inside.items():
            folder.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return paper.getvalue()
