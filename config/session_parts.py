"""What other concepts show on the page of a session: proposals to be decided there, a method being run, a poll.

Each line names a function `(person, meeting) -> SessionPart | None` (tresse/meetings/parts.py), asked in this order. It
answers only with what exists for this person (S1), in a constant number of queries; `person` may be anonymous.
"""

SESSION_PARTS: tuple[str, ...] = (
    "tresse.facilitation.session_parts.roles",
    "tresse.meetings.minutes.parts.last_time",
    "tresse.meetings.minutes.parts.questions",
    "tresse.meetings.minutes.parts.presence",
    "tresse.decisions.session_parts.proposals_here",
    "tresse.polls.session_parts.poll_behind",
    "tresse.meetings.session_parts.conversations",
)

# What they show above the list of sessions: `(person, community) -> ListPart | None`, likewise.
LIST_PARTS: tuple[str, ...] = ("tresse.polls.session_parts.polls_under_way",)
