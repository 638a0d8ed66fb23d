"""The mail that asks when one can, composed as it leaves: whoever has answered meanwhile is not asked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import by_mail, outbox
from tresse.core.models import OutgoingMail
from tresse.meetings.moments import when
from tresse.polls import rules
from tresse.polls.models import Poll, PollAnswer, PollLink, PollMoment
from tresse.polls.until import Until


def ask(poll: Poll) -> None:
    """One mail for each member present, with their own address."""
    if outbox.is_shut():
        return
    links = poll.links.select_related("membership__person")
    outbox.post_to_compose("tresse.polls.emails.asking", [_envelope(link, poll) for link in links])


def asking(mail: OutgoingMail) -> outbox.Letter | None:
    """The moments by the clock of whoever reads; nothing if they have answered, or may not any more."""
    links = PollLink.objects.select_related("membership__person", "poll__community", "poll__opened_by__person")
    link = links.filter(pk=mail.cause.partition(":")[2]).first()
    if link is None or not _is_awaited(link):
        return None
    person = link.membership.person
    context = _context(link, person, list(link.poll.moments.order_by("number")))
    return outbox.compose("polls/asking", language=person.language, context=context)


def _envelope(link: PollLink, poll: Poll) -> outbox.Envelope:
    person = link.membership.person
    headers = by_mail.headers("poll", poll.pk, person.pk, name=poll.community.name, list_id=poll.community.slug)
    return outbox.Envelope(person.email, f"poll-link:{link.pk}", headers)


def _is_awaited(link: PollLink) -> bool:
    said = PollAnswer.objects.filter(moment__poll=link.poll_id, membership=link.membership_id)
    return not said.exists() and bool(rules.answering(link.membership.person, link.poll))


def _context(link: PollLink, person: Person, moments: list[PollMoment]) -> dict[str, Any]:
    for moment in moments:
        moment.poll = link.poll
    return {
        "poll": link.poll,
        "community": link.poll.community,
        "link": link,
        "moments": [(moment.number, when(moment, person.time_zone)) for moment in moments],
        "until": Until(link.poll.closes_at, person.time_zone),
        "by_reply": by_mail.comes_in(),
    }


def _example() -> dict[str, Any]:
    """A poll that was never kept, for whoever works on this mail."""
    starts = datetime(2026, 3, 24, 13, tzinfo=UTC)
    community = Community(name="CP Genre", slug="cp-genre")
    poll = Poll(
        community=community,
        title="Ce que nos outils ne voient pas",
        intention="Choisir ensemble les trois situations que nous décrirons dans le carnet.",
        minutes=120,
        time_zone="America/Port-au-Prince",
        closes_at=starts - timedelta(days=5),
    )
    moments = [PollMoment(number=n, starts_at=starts + timedelta(days=3 * n)) for n in (1, 2, 3)]
    link = PollLink(poll=poll, token="example")
    return _context(link, Person(time_zone="Europe/Paris"), moments) | {"by_reply": True}


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"polls/asking": _example}
