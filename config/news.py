"""Which acts of the journal are news worth a line in a letter; all the others are history, read in the journal.

Left out on purpose: what waits for whoever reads it (`config/waiting.py` says it better, with its button), what has a mail
of its own (a session called, moved or cancelled), and the small steps of work (blocks, remarks, who reads what).
"""

from dataclasses import dataclass

NEWS: tuple[str, ...] = (
    "community.began",
    "community.closed",
    "charter.adopted",
    "charter.number_changed",
    "cycle.opened",
    "cycle.opened_by_consent",
    "cycle.moved_on",
    "cycle.closed",
    "membership.accepted",
    "request.welcomed",
    "request.admitted",
    "trial.over",
    "guest.answered",
    "mandate.given",
    "mandate.renewed",
    "mandate.interim",
    "mandate.ending_soon",
    "mandate.ended",
    "mandate.over",
    "call.opened",
    "call.opened_by_itself",
    "call.answered",
    "proposal.made",
    "proposal.adopted",
    "proposal.adopted_by_clock",
    "proposal.withdrawn",
    "proposal.not_adopted",
    "proposal.not_decided",
    "decision.recorded",
    "decision.reviewed",
    "poll.called_off",
    "minutes.written",
    "minutes.written_unnamed",
    "reference.brought",
    "reference.imported",
    "document.begun",
    "document.published",
    "publication.withdrawn",
    "thread.started",
    "thread.harvested",
)


@dataclass(frozen=True)
class Subject:
    """A thing with an audience: its news are told only to whom it exists for as the letter leaves (S1).

    `excerpt` is the field whose first words follow its title, where they may. `related` is what its title and address
    read. `page` is the way to the thing that has the address, when it has none itself.
    """

    excerpt: str = ""
    related: tuple[str, ...] = ("community",)
    page: str = ""


SUBJECTS: dict[str, Subject] = {
    "meetings.Meeting": Subject("intention"),
    "meetings.Minutes": Subject("text", ("meeting__community",), page="meeting"),
    "decisions.Decision": Subject("outcome"),
    "decisions.Proposal": Subject("text"),
    "documents.Document": Subject("summary"),
    "library.Publication": Subject("summary"),
    "resources.Reference": Subject("abstract"),
    "discussions.Thread": Subject(),
}
