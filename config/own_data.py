"""What somebody takes along when they leave a community (S8): each concept gives its part.

Each line names a function `(membership) -> OwnData`: what this person wrote, said and did there.
"""

OWN_DATA: tuple[str, ...] = (
    "tresse.memberships.own_data.place",
    "tresse.memberships.own_data.mandates",
    "tresse.memberships.own_data.hands",
    "tresse.memberships.own_data.invitations",
    "tresse.memberships.own_data.acts",
    "tresse.charters.own_data.signatures",
    "tresse.meetings.own_data.attendance",
    "tresse.meetings.own_data.minutes",
    "tresse.meetings.own_data.led",
    "tresse.polls.own_data.polls_opened",
    "tresse.polls.own_data.poll_answers",
    "tresse.documents.own_data.blocks",
    "tresse.documents.own_data.texts",
    "tresse.documents.own_data.drafts",
    "tresse.documents.own_data.remarks",
    "tresse.documents.own_data.answers",
    "tresse.documents.own_data.rereadings",
    "tresse.confidence.own_data.authorisations",
    "tresse.notifications.own_data.mails",
    "tresse.commitments.own_data.commitments",
    "tresse.welcome.own_data.requests",
    "tresse.welcome.own_data.messages",
    "tresse.welcome.own_data.words",
    "tresse.guests.own_data.as_a_guest",
    "tresse.guests.own_data.guests_invited",
    "tresse.decisions.own_data.proposals",
    "tresse.decisions.own_data.words",
    "tresse.decisions.own_data.positions",
    "tresse.decisions.own_data.reviews",
    "tresse.decisions.own_data.recorded",
    "tresse.value.own_data.attestations",
)
