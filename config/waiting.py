"""« À vous »: what may wait for a person, each told by the concept it belongs to.

Each line names a function `(people) -> Iterable[Waiting]`, where `people` is a queryset of `Person`: it answers for all of
them at once, in a constant number of queries (tresse/core/waiting.py).
"""

WAITING: tuple[str, ...] = (
    "tresse.memberships.waiting.invitations",
    "tresse.memberships.waiting.acts",
    "tresse.memberships.waiting.endings",
    "tresse.memberships.waiting.notes_to_write",
    "tresse.memberships.waiting.notes_to_read",
    "tresse.memberships.waiting.calls",
    "tresse.charters.waiting.signatures",
    "tresse.charters.waiting.new_versions",
    "tresse.commitments.waiting.waiting_for",
    "tresse.confidence.waiting.authorisations",
    "tresse.meetings.waiting.answers",
    "tresse.meetings.waiting.pledges",
    "tresse.meetings.waiting.corrections",
    "tresse.meetings.waiting.questions",
    "tresse.polls.waiting.answers",
    "tresse.polls.waiting.choices",
    "tresse.facilitation.waiting.roles",
    "tresse.meetings.waiting.coming",
    "tresse.meetings.waiting.together",
    "tresse.decisions.waiting.positions",
    "tresse.decisions.waiting.own_objections",
    "tresse.decisions.waiting.questions",
    "tresse.decisions.waiting.amendments",
    "tresse.decisions.waiting.objections",
    "tresse.decisions.waiting.after_sessions",
    "tresse.decisions.waiting.reviews",
    "tresse.discussions.waiting.promises",
    "tresse.discussions.waiting.questions",
    "tresse.documents.waiting.remarks",
    "tresse.documents.waiting.rereadings",
    "tresse.welcome.waiting.requests",
    "tresse.welcome.waiting.words",
    "tresse.letterbox.waiting.returned_mails",
)
