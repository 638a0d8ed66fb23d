"""What somebody takes along when they leave a community (S8): each concept gives its part.

Each line names a function `(membership) -> OwnData`: what this person wrote, said and did there.
"""

OWN_DATA: tuple[str, ...] = (
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
    "tresse.value.own_data.attestations",
)
