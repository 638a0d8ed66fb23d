"""One's own calendar addresses: made at the first look, and renewed in one gesture."""

from django.db import transaction

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.feeds.addresses import new_key
from tresse.feeds.models import CalendarKey


def key_of(person: Person) -> CalendarKey:
    """What this person's addresses are made of."""
    key, _is_new = CalendarKey.objects.get_or_create(person=person)
    return key


@transaction.atomic
def renew_addresses(*, by: Person) -> CalendarKey:
    """All my calendar addresses change at once; whoever had the old ones reads nothing any more."""
    key, _is_new = CalendarKey.objects.select_for_update().get_or_create(person=by)
    key.key, key.renewed_at = new_key(), clock.now()
    key.save(update_fields=["key", "renewed_at"])
    return key
