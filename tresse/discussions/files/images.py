"""Pictures are drawn again: smaller, upright, and without what the camera wrote in them (place, moment, device)."""

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

WIDEST = 1600  # pixels: a page of a phone or a sheet of paper
PREVIEW = 400
MOST_PIXELS = 60_000_000  # beyond, a small file unfolds into gigabytes
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True)
class Drawn:
    type: str
    extensions: tuple[str, ...]
    content: bytes
    preview: bytes


def image(name: str, content: bytes) -> Drawn:
    """The picture as it is kept, and a preview of some fifteen kilobytes."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise _too_large(name)
            opened.draft("RGB", (WIDEST, WIDEST))
            return _drawn(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except (OSError, ValueError, SyntaxError):
        raise ValidationError(
            _("“%(name)s” says it is an image, and cannot be read as one."), params={"name": name}
        ) from None


def _drawn(picture: Image.Image) -> Drawn:
    """A drawing with see-through parts stays a PNG; everything else is a JPEG."""
    is_see_through = "A" in picture.getbands() or "transparency" in picture.info
    kept = picture.convert("RGBA" if is_see_through else "RGB")
    kept.thumbnail((WIDEST, WIDEST))
    preview = Image.new("RGB", kept.size, "white")
    preview.paste(kept, mask=kept if is_see_through else None)
    preview.thumbnail((PREVIEW, PREVIEW))
    small = _written(preview, "JPEG", quality=65)
    if is_see_through:
        return Drawn("image/png", ("png",), _written(kept, "PNG", optimize=True), small)
    return Drawn("image/jpeg", ("jpg", "jpeg"), _written(kept, "JPEG", quality=82), small)


def _written(picture: Image.Image, form: str, **options: int | bool) -> bytes:
    """On fresh paper: a copy of the pixels alone."""
    blank = Image.new(picture.mode, picture.size)
    blank.paste(picture)
    paper = io.BytesIO()
    blank.save(paper, form, **options)
    return paper.getvalue()


def _too_large(name: str) -> ValidationError:
    return ValidationError(_("“%(name)s” has too many pixels. Make it smaller first."), params={"name": name})
