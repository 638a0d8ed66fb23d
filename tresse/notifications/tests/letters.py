"""Time goes by, and the letters that leave meanwhile."""

from datetime import datetime, timedelta

from django.core import mail
from django.core.mail import EmailMultiAlternatives

from tests.cast import Cast
from tresse.core import clock, outbox
from tresse.documents.actions import begin_document
from tresse.documents.models import Document
from tresse.meetings import actions as meetings
from tresse.meetings.models import Meeting
from tresse.notifications.making import make_digests_as_it_happens, make_morning_digests
from tresse.notifications.models import CommunityPace, Pace
from tresse.notifications.mornings import next_morning

PARIS = "Europe/Paris"


def first_morning() -> datetime:
    """The morning after the first time the worker looked: everybody has the choices one begins with."""
    make_morning_digests()
    return next_morning(PARIS, clock.now()) + timedelta(minutes=2)


def deliver(moment: datetime) -> list[EmailMultiAlternatives]:
    """The digests that leave at this moment; other mails leave too, and are set aside."""
    before = len(mail.outbox)
    with clock.at(moment):
        while outbox.due():
            outbox.deliver_due()
    return [sent for sent in mail.outbox[before:] if "List-Unsubscribe" in sent.extra_headers]


def letters_at(moment: datetime) -> dict[str, str]:
    """What each person reads, of the digests made and sent at this moment."""
    with clock.at(moment):
        make_digests_as_it_happens()
        make_morning_digests()
    return {sent.to[0].partition("@")[0]: sent.body for sent in deliver(moment)}


def pace(cast: Cast, who: str, chosen: Pace, **more: object) -> CommunityPace:
    make_morning_digests()
    CommunityPace.objects.filter(membership=cast.place(who)).update(pace=chosen, **more)
    return CommunityPace.objects.get(membership=cast.place(who))


def begin(cast: Cast, title: str = "Carnet de découverte", **changes: object) -> Document:
    """Awa begins a document: news for the others."""
    document = begin_document(
        cast.cycle, title=title, summary="Trois lieux, trois façons d’accueillir.", by=cast.awa
    )
    Document.objects.filter(pk=document.pk).update(**changes)
    return document


def convene(cast: Cast, days: int = 20, title: str = "Le terrain") -> Meeting:
    begins = clock.now() + timedelta(days=days)
    return meetings.convene(
        cast.community,
        by=cast.awa,
        title=title,
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        time_zone=PARIS,
        place="Lille",
    )
