"""Which acts of the journal are news worth a line in a letter; all the others are history, read in the journal.

Left out on purpose: what waits for whoever reads it (`config/waiting.py` says it better, with its button), what has a mail
of its own (a session called, moved or cancelled), and the small steps of work (blocks, remarks, who reads what).
"""

from dataclasses import dataclass

NEWS: tuple[str, ...] = (
    "community.began",
    "community.closed",
    "cycle.opened",
    "cycle.moved_on",
    "cycle.closed",
    "membership.accepted",
    "mandate.given",
    "mandate.ended",
    "decision.recorded",
    "minutes.written",
    "minutes.written_unnamed",
    "document.begun",
    "document.published",
    "publication.withdrawn",
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
    "documents.Document": Subject("summary"),
    "library.Publication": Subject("summary"),
}
