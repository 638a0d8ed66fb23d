"""What one takes along of the watch: the references one brought, the notes one wrote (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership
from tresse.resources.models import Note, Reference


def references_brought(membership: Membership) -> OwnData:
    """The references I brought."""
    mine = Reference.objects.filter(brought_by=membership).order_by("brought_at")
    rows = [
        {_("title"): one.title, _("authors"): one.by_whom, _("date"): one.issued, _("link"): one.address}
        for one in mine
    ]
    return OwnData(_("The references I brought"), rows)


def notes(membership: Membership) -> OwnData:
    """The notes I wrote beside references."""
    mine = Note.objects.filter(membership=membership).select_related("reference").order_by("written_at")
    rows = [{_("reference"): one.reference.title, _("on"): one.written_at, _("text"): one.text} for one in mine]
    return OwnData(_("My notes beside references"), rows)
