"""What people do by answering a mail, or by writing one. A new kind is one entry here.

`received` does it: (thing_id, person, letter) -> a sentence that says what was done. It asks its own rules and
actions, and refuses with `by_mail.NothingThere` when the thing does not exist for this person, with `PermissionDenied`
or `ValidationError` and a sentence when they may not, or when the letter does not say what to do.

A kind is part of the addresses people have kept in their mailboxes: its key is never changed nor given to another one.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class ByMail:
    name: str  # message id, translated where it is shown
    received: str  # dotted path
    receipt: bool = False  # what was done is told by a mail, since nothing else shows it


BY_MAIL: dict[str, ByMail] = {
    "thread": ByMail(_("answering in a conversation"), "tresse.discussions.by_mail.received_reply"),
    "community": ByMail(_("beginning a conversation"), "tresse.discussions.by_mail.received_new", receipt=True),
    "session": ByMail(_("answering an invitation"), "tresse.meetings.by_mail.received_answer", receipt=True),
    "proposal": ByMail(_("a word in a decision"), "tresse.decisions.by_mail.received_word", receipt=True),
    "minutes": ByMail(
        _("answering a question of a session"),
        "tresse.meetings.minutes.by_mail.received_contribution",
        receipt=True,
    ),
    "poll": ByMail(_("answering a date poll"), "tresse.polls.by_mail.received_answer", receipt=True),
}
