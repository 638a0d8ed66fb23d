"""What each licence allows, at an address where it is said in full."""

from tresse.documents.models import Licence

CREATIVE_COMMONS = "https://creativecommons.org/licenses"

PAGES = {
    Licence.CC_BY_SA: f"{CREATIVE_COMMONS}/by-sa/4.0/",
    Licence.CC_BY: f"{CREATIVE_COMMONS}/by/4.0/",
    Licence.CC_BY_NC_SA: f"{CREATIVE_COMMONS}/by-nc-sa/4.0/",
}


def page_of(licence: str) -> str:
    """Where a licence can be read; nothing when all rights are reserved."""
    return PAGES.get(Licence(licence), "")
