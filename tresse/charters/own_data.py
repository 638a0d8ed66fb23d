"""What one takes along of the charter: the versions one signed, with their words (S8)."""

from django.utils.translation import gettext as _

from tresse.charters.models import Charter, Signature
from tresse.core.own_data import OwnData
from tresse.memberships.models import Membership


def signatures(membership: Membership) -> OwnData:
    """Each version I signed, and what it said."""
    signed = Signature.objects.filter(membership=membership).select_related("charter").order_by("signed_at")
    rows = [
        {
            _("version"): signature.charter.version,
            _("signed on"): signature.signed_at,
            _("what it says"): _words(signature.charter),
        }
        for signature in signed.prefetch_related("charter__articles")
    ]
    return OwnData(_("The charter I signed"), rows)


def _words(charter: Charter) -> str:
    articles = charter.articles.all()
    return "\n\n".join(f"{article.position}. {article.title}\n{article.text}" for article in articles)
