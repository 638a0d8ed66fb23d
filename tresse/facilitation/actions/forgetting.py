"""A session under the Chatham House rule forgets who did what in it (S3)."""

from django.db import transaction

from tresse.facilitation.models import Part, Seat


@transaction.atomic
def forget_names_of_ended_sessions() -> int:
    """Once it is over nobody holds a role in it any more; what named people before the rule was set goes at once."""
    parts = Part.objects.keeping_names_too_long()
    seats = Seat.objects.naming_too_much()
    if not parts.exists() and not seats.exists():
        return 0
    return parts.delete()[0] + seats.delete()[0]
