"""What else forgets who said or did what, the moment a session comes under the Chatham House rule (S3).

Each line names a function: meeting -> None, called inside the transaction that sets the rule, which may be set years after
the session was held. Sessions themselves do theirs (`meetings/actions/unsigning.py`).
"""

UNSIGNED: tuple[str, ...] = (
    "tresse.facilitation.actions.forget_who_did_what",
    "tresse.polls.actions.forget_who_could_come",
)
