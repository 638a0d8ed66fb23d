"""What waits for somebody whose mails come back: nobody else can tell them, since no mail reaches them."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.accounts.models import Person
from tresse.core.models import UnreachedAddress
from tresse.core.waiting import Waiting


def returned_mails(people: QuerySet[Person]) -> Iterator[Waiting]:
    """Our mails to their address come back."""
    lost = people.filter(email__in=UnreachedAddress.objects.values("address"))
    for pk, email in lost.values_list("pk", "email"):
        yield Waiting(
            pk,
            _("Our mails to %(address)s come back."),
            reverse("letterbox:returned"),
            _("See what to do"),
            facts={"address": email},
        )
