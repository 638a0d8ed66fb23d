"""What a digest says, read as it leaves: no more than its reader may see at that moment (S1)."""

from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.accounts.models import Person
from tresse.accounts.zones import zone_of
from tresse.communities.models import Community
from tresse.core import outbox
from tresse.core.models import OutgoingMail
from tresse.core.waiting import Waiting, most_urgent_first, waiting_for
from tresse.networks.queries import current_network
from tresse.notifications.models import CommunityPace, Digest, MailChoices, Pace
from tresse.notifications.news import Chapter, chapters
from tresse.notifications.stopping import address_to_stop


@dataclass(frozen=True)
class Why:
    """Why one receives it, for one community: at what pace, and how to stop."""

    community: Community
    pace: str
    stop: str


def compose(mail: OutgoingMail) -> outbox.Letter | None:
    """The letter of this digest, or None when there is nothing to say any more: left, paused, stopped, done meanwhile."""
    digest = Digest.objects.filter(pk=mail.cause.rpartition("/")[2]).first()
    choices = MailChoices.objects.select_related("person").get(person=digest.person_id) if digest else None
    if digest is None or choices is None or choices.stopped_at or not choices.person.is_active:
        return None
    mail.to = choices.person.email
    with translation.override(choices.person.language), timezone.override(zone_of(choices.person.time_zone)):
        return _letter(digest, choices.person, choices)


def _letter(digest: Digest, person: Person, choices: MailChoices) -> outbox.Letter | None:
    own = CommunityPace.objects.of(person).select_related("membership__community")
    paces = list(own.order_by("membership__community__name"))
    waits, others = _waiting(digest, person, paces)
    news = chapters(digest, person, paces, says_more=choices.says_more)
    if not waits and not news:
        return None
    context = {
        "person": person,
        "waits": waits,
        "others": others,
        "chapters": news,
        "title": _title(waits, news),
        "why": _why(paces, waits, news),
        "stop_all": address_to_stop(choices.token),
        "network": current_network(),
    }
    return outbox.compose("notifications/digest", language=person.language, context=context)


def _waiting(digest: Digest, person: Person, paces: list[CommunityPace]) -> tuple[list[Waiting], int]:
    """What it tells of that still waits, and how many other things wait on the home page; a letter of news reads neither."""
    if not digest.items:
        return [], 0
    silent = {
        pace.membership.community_id for pace in paces if pace.membership.paused_at or pace.pace == Pace.NOTHING
    }
    waiting = [one for one in waiting_for(Person.objects.filter(pk=person.pk)) if one.community_id not in silent]
    told = [one for one in waiting if one.key in digest.items]
    return most_urgent_first(told), len(waiting) - len(told)


def _title(waits: list[Waiting], news: list[Chapter]) -> str:
    """Its subject: what it is about, and where when that is one place. Titles of things stay inside the letter."""
    counted = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", len(waits))
    parts = [counted % {"count": len(waits)}] if waits else []
    if news:
        places = ", ".join(str(chapter.community) for chapter in news[:3])
        parts.append(_("news from %(places)s") % {"places": places + (" …" if len(news) > 3 else "")})
    title = " · ".join(parts)
    return title[0].upper() + title[1:]


def _why(paces: list[CommunityPace], waits: list[Waiting], news: list[Chapter]) -> list[Why]:
    spoken_of = {one.community_id for one in waits} | {chapter.community.pk for chapter in news}
    return [
        Why(pace.membership.community, pace.get_pace_display(), address_to_stop(pace.token))
        for pace in paces
        if pace.membership.community_id in spoken_of
    ]
