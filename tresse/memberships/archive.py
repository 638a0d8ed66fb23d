"""What one takes along, as one archive: a page to read, and the same as data (S8)."""

import json
import zipfile
from io import BytesIO

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.text import slugify

from config.own_data import OWN_DATA
from tresse.core import clock
from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership


def parts_of(membership: Membership) -> list[OwnData]:
    """What each concept holds of this member, in their language; what is empty is left out."""
    with translation.override(membership.person.language):
        parts: list[OwnData] = [import_string(path)(membership) for path in OWN_DATA]
    return [part for part in parts if part.rows]


def archive_of(membership: Membership) -> bytes:
    """The archive itself: `index.html` to read, `data.json` for whatever else one wants to do with it."""
    parts = parts_of(membership)
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", _page(membership, parts))
        archive.writestr("data.json", _data(membership, parts))
    return made.getvalue()


def name_of(membership: Membership) -> str:
    """A name that says what it holds, and the day."""
    return f"{slugify(membership.community.slug)}-{clock.today():%Y-%m-%d}.zip"


def _page(membership: Membership, parts: list[OwnData]) -> str:
    with translation.override(membership.person.language):
        context = {"membership": membership, "community": membership.community, "parts": parts, "now": clock.now()}
        context["language"] = membership.person.language
        return render_to_string("memberships/archive.html", context)


def _data(membership: Membership, parts: list[OwnData]) -> str:
    said = {
        "community": membership.community.name,
        "made_at": clock.now(),
        "parts": [{"title": part.title, "rows": part.rows} for part in parts],
    }
    return json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
