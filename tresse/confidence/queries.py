"""What waits for somebody's answer."""

from typing import Any

from tresse.confidence.models import Authorisation


def waiting_for(person: Any) -> list[Authorisation]:
    """The words this person is asked for and has not answered yet, the oldest first."""
    waiting = Authorisation.objects.waiting().filter(person=person)
    return list(waiting.select_related("community", "asked_by").order_by("asked_at"))
