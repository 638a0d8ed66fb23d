"""An attestation on paper, set by typst from the same content as its page, with the code that verifies it."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import qrcode
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from tresse.core.dates import date_format
from tresse.library.typesetting import compiled, line
from tresse.value.content import canonical
from tresse.value.models import Attestation
from tresse.value.reading import reading

TEMPLATE = Path(__file__).parent / "typst" / "attestation.typ"


def pdf_of(attestation: Attestation) -> bytes:
    """The attestation as a PDF, tagged, in the language it was asked in; the same bytes each time."""
    with translation.override(attestation.language):
        return compiled(data_of(attestation), attestation.made_at, TEMPLATE)


def data_of(attestation: Attestation) -> dict[str, Any]:
    """Everything the template sets, in the language that is active."""
    said, language = reading(attestation.content), attestation.language
    address = settings.TRESSE_URL + attestation.get_absolute_url()
    made_on = date.fromisoformat(attestation.content["made_on"])
    return {
        "language": language,
        "date": [made_on.year, made_on.month, made_on.day],
        "name": line(said.name, language),
        "network": line(said.network, language),
        "community": line(said.community, language),
        "cycle": line(said.cycle, language),
        "question": line(said.question, language),
        "period": line(said.period, language),
        "functions": [line(one, language) for one in said.functions],
        "sessions": [line(one, language) for one in said.sessions],
        "time": [line(one, language) for one in said.time],
        "brought": [line(one, language) for one in said.brought.splitlines() if one.strip()],
        "made": line(said.made, language),
        "code": attestation.code,
        "address": address,
        "drawing": _drawn(address),
        "digest": attestation.digest,
        "signature": attestation.signature,
        "public_key": attestation.public_key,
        "sealed": canonical(attestation.content).decode(),
        "words": _words(said.name, address, date_format(made_on, "j F Y")),
    }


def _drawn(address: str) -> str:
    """The address as a code to photograph, drawn as SVG."""
    code = qrcode.QRCode(border=2, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(address)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathImage).save(drawn)
    return drawn.getvalue().decode()


def _words(name: str, address: str, day: str) -> dict[str, str]:
    """The few words of the page itself."""
    return {
        "attestation": _("Attestation"),
        "says": _("took part in a community of practice"),
        "title": _("Attestation of %(name)s, %(day)s") % {"name": name, "day": day},
        "community": _("Community"),
        "cycle": _("Cycle"),
        "functions": _("Functions held"),
        "sessions": _("Sessions"),
        "brought": _("What was brought, in the person’s own words"),
        "verify": _("To verify it"),
        "verifying": _(
            "This address says whether it is valid, and what it says. If it was withdrawn, it says so too."
        ),
        "code": _("Code"),
        "digest": _("Digest (SHA-256)"),
        "signature": _("Signature (Ed25519)"),
        "drawing": _("The same address, to photograph: %(address)s") % {"address": address},
        "sealed": _("The content as it was signed, for whoever verifies it by program"),
        "nobody": _(
            "Only the person it is about can have it made, and withdraw it. Sessions under the Chatham House rule never "
            "appear in it."
        ),
    }
