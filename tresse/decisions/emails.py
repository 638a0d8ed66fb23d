"""The mail that opens a consent round, and what it looks like for the page that previews mails in development."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tresse.communities.models import Community
from tresse.core import by_mail, clock, outbox
from tresse.core.models import OutgoingMail
from tresse.decisions import rules
from tresse.decisions.models import PositionLink, Proposal
from tresse.decisions.rounds import round_of

WHOLE = ("proposal__community", "proposal__meeting", "membership__person", "membership__organisation")


def cause_of(link: PositionLink, version: int) -> str:
    """One mail for each decider and each version of the text."""
    return f"position-link:{link.pk}:{version}"


def round_opens(mail: OutgoingMail) -> outbox.Letter | None:
    """The call to the round, as it stands when the mail leaves; nothing if there is nothing to say any more."""
    _name, pk, version = mail.cause.split(":")
    link = PositionLink.objects.select_related(*WHOLE).filter(pk=pk).first()
    if link is None or link.proposal.version != int(version) or not _is_awaited(link):
        return None
    return outbox.compose(
        "decisions/round",
        language=link.membership.person.language,
        context={
            "proposal": link.proposal,
            "community": link.proposal.community,
            "link": link,
            "by_reply": by_mail.comes_in(),
        },
    )


def _is_awaited(link: PositionLink) -> bool:
    """They may still speak, see the proposal (S1), and have not spoken yet."""
    person, proposal = link.membership.person, link.proposal
    place = round_of(proposal).place_of(link.membership)
    spoken = place is not None and place.has_spoken
    seen = Proposal.objects.visible_to(person).filter(pk=proposal.pk).exists()
    return seen and not spoken and not proposal.is_in_session and bool(rules.speaking_up(person, proposal))


def opening(version: int = 1) -> dict[str, Any]:
    community = Community(name="CP Genre", slug="cp-genre")
    ends = clock.now() + timedelta(days=7)
    proposal = Proposal(
        number=4, title="Un mardi sur deux", community=community, version=version, step_ends_at=ends
    )
    link = PositionLink(proposal=proposal, token="example")
    return {"proposal": proposal, "community": community, "link": link, "by_reply": True}


PREVIEWS: dict[str, Callable[[], dict[str, Any]]] = {"decisions/round": opening}
