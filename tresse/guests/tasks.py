from allauth.account.models import EmailAddress
from django.db import transaction
from django_tasks import task

from tresse.core.models import JournalEntry
from tresse.guests import actions
from tresse.memberships.models import Membership


@task()
@transaction.atomic
def recognise_guest(entry_id: int) -> int:
    """Reader of the journal: somebody signed the charter. With their verified address, they were perhaps a guest."""
    entry = JournalEntry.objects.select_related("by").get(pk=entry_id)
    inside = Membership.objects.inside().filter(person=entry.by_id, community=int(entry.stream.partition("/")[2]))
    membership = inside.select_related("community", "person").first()
    if membership is None:
        return 0
    verified = EmailAddress.objects.filter(user=entry.by_id, verified=True).values_list("email", flat=True)
    return actions.recognise(membership, list(verified))
