"""What somebody decides about their own mails."""

from collections.abc import Mapping

from django.db import transaction

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.discussions.actions import stop as stop_conversation
from tresse.memberships.models import Membership
from tresse.notifications.models import WITH_NEWS, CommunityPace, MailChoices, Pace
from tresse.notifications.mornings import next_morning


def choices_of(person: Person) -> MailChoices:
    """How this person is written to; those everybody begins with, if they have not chosen."""
    found, _is_new = MailChoices.objects.get_or_create(
        person=person, defaults={"next_at": next_morning(person.time_zone, clock.now())}
    )
    return found


@transaction.atomic
def choose(person: Person, *, paces: Mapping[int, str], says_more: bool) -> None:
    """Choose the pace of the mails of each of one's communities, by membership, and whether they say more than titles.

    Choosing again after having stopped everything starts them anew. News from before one asked for them are not sent.
    """
    choices = _held(person)
    now = clock.now()
    for place in Membership.objects.live().filter(person=person, pk__in=paces):
        pace, _is_new = CommunityPace.objects.get_or_create(membership=place)
        if pace.pace not in WITH_NEWS or choices.stopped_at:
            pace.told_until = now
        pace.pace = paces[place.pk]
        pace.save(update_fields=["pace", "told_until"])
    if choices.stopped_at:
        choices.stopped_at, choices.next_at = None, next_morning(person.time_zone, now)
    choices.says_more, choices.looked_at = says_more, now
    choices.save(update_fields=["says_more", "stopped_at", "looked_at", "next_at"])


@transaction.atomic
def stop(token: str) -> None:
    """Stop what this link stops: the mails of one conversation, of one community, or all of them. Twice is once."""
    stop_conversation(token)
    CommunityPace.objects.filter(token=token).update(pace=Pace.NOTHING)
    MailChoices.objects.filter(token=token, stopped_at=None).update(stopped_at=clock.now())


def _held(person: Person) -> MailChoices:
    """Locked until the end of the transaction: no digest is made meanwhile."""
    return MailChoices.objects.select_for_update().get(pk=choices_of(person).pk)
