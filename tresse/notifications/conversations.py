"""The messages of conversations, each by mail to whoever follows, or wants to hear as it happens.

A message leaves a minute after it was written: one may still correct oneself. Who may read it is asked again as the mail
leaves (S1), and nothing of it is kept in the outbox.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Min, QuerySet

from tresse.accounts.models import Person
from tresse.core import clock, outbox
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.discussions import emails
from tresse.discussions.models import Following, Message, Thread
from tresse.memberships.models import Membership
from tresse.notifications.models import CommunityPace, MailChoices, Pace
from tresse.notifications.stopping import BY_A_PERSON, address_to_stop, headers_to_stop

COMPOSER = "tresse.notifications.conversations.compose"
ONE_CORRECTS_ONESELF = timedelta(minutes=1)
AT_A_TIME = 50


def mail_new_messages() -> int:
    """Give the outbox each message written since, for those who hear of it. How many messages."""
    written = Message.objects.filter(mailed_at=None, at__lte=clock.now() - ONE_CORRECTS_ONESELF).order_by("at")
    return sum(_mail(pk) for pk in list(written.values_list("pk", flat=True)[:AT_A_TIME]))


def compose(mail: OutgoingMail) -> outbox.Letter | None:
    """The letter of this message; None once it is withdrawn, or its reader may not or will not read it any more."""
    message_id, person_id = (int(part) for part in mail.cause.split("/")[1:])
    message, person = _message(message_id), Person.objects.filter(pk=person_id, is_active=True).first()
    if message is None or person is None or not _may_still_leave(message, person):
        return None
    following = Following.objects.filter(thread=message.thread, membership__person=person).last()
    if following is None or not _hearers(message, Membership.objects.filter(pk=following.membership_id)):
        return None
    mail.to, mail.headers = person.email, mail.headers | emails.headers(message, person)
    stop = address_to_stop(following.token)
    return emails.letter(message, person, follows=following.follows, stop=stop)


def begun_by_mail(entries: Iterable[JournalEntry], person: Person) -> set[str]:
    """Of the conversations these entries say were begun, those whose first message this person received by mail."""
    begun = {int(entry.subject_id) for entry in entries if entry.kind == "thread.started"}
    if not begun:
        return set()
    firsts = Message.objects.filter(thread__in=begun).order_by().values("thread").annotate(first=Min("pk"))
    causes = {_cause(row["first"], person.pk): str(row["thread"]) for row in firsts}
    sent = OutgoingMail.objects.filter(cause__in=causes, dropped_at=None).values_list("cause", flat=True)
    return {causes[cause] for cause in sent}


@transaction.atomic
def _mail(message_id: int) -> bool:
    """Post one message to its hearers, unless another worker has."""
    if not Message.objects.filter(pk=message_id, mailed_at=None).update(mailed_at=clock.now()):
        return False
    message = _message(message_id)
    if message is None or not message.thread.names_people or outbox.is_shut():
        return False
    present = Membership.objects.present().filter(community=message.thread.community_id)
    hearers = _hearers(message, present.exclude(person=message.by.person_id))
    tokens = _tokens(message.thread, hearers)
    outbox.post_to_compose(
        COMPOSER,
        [
            outbox.Envelope(
                place.person.email,
                _cause(message.pk, place.person_id),
                headers_to_stop(tokens[place.pk], by=BY_A_PERSON),
            )
            for place in hearers
        ],
    )
    return True


def _message(message_id: int) -> Message | None:
    messages = Message.objects.said().select_related(
        "thread__community", "by__person", "by__organisation", "quotes"
    )
    return messages.filter(pk=message_id).first()


def _may_still_leave(message: Message, person: Person) -> bool:
    """The conversation exists for its reader, and names people (S1, S3)."""
    exists = Thread.objects.visible_to(person).filter(pk=message.thread_id).exists()
    return exists and message.thread.names_people


def _hearers(message: Message, places: QuerySet[Membership]) -> list[Membership]:
    """Those who follow it; those who hear of its community as it happens and have not stopped it. Never who wants no mail."""
    present = list(places.filter(left_at=None, paused_at=None, person__is_active=True).select_related("person"))
    follows = dict(Following.objects.filter(thread=message.thread).values_list("membership", "follows"))
    paces = dict(CommunityPace.objects.filter(membership__in=present).values_list("membership", "pace"))
    people = [place.person_id for place in present]
    stopped = set(
        MailChoices.objects.filter(person__in=people, stopped_at__isnull=False).values_list("person", flat=True)
    )
    return [
        place
        for place in present
        if place.person_id not in stopped and _hears(follows.get(place.pk), paces.get(place.pk, Pace.DAILY))
    ]


def _hears(follows: bool | None, pace: str) -> bool:
    if follows is None:
        return pace == Pace.AS_IT_HAPPENS
    return follows and pace != Pace.NOTHING


def _tokens(thread: Thread, places: list[Membership]) -> dict[int, str]:
    """What stops this conversation for each of them, without signing in."""
    Following.objects.bulk_create(
        (Following(thread=thread, membership=place) for place in places), ignore_conflicts=True
    )
    return dict(Following.objects.filter(thread=thread, membership__in=places).values_list("membership", "token"))


def _cause(message_id: int, person_id: int) -> str:
    return f"message/{message_id}/{person_id}"
