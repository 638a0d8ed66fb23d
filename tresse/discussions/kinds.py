"""The kinds of conversation. A new one is one entry here.

None stands above another: what failed is told with the same care as what is asked or recommended.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ThreadKind:
    key: str
    name: str | Promise
    purpose: str | Promise  # when one begins such a conversation
    prompt: str | Promise  # what helps whoever writes it
    example: str | Promise  # a title one could read
    symbol: str
    is_answered: bool = False  # it waits for a first answer


KINDS = {
    kind.key: kind
    for kind in (
        ThreadKind(
            "question",
            _("Question"),
            _("You have come up against something, and others may have met it too."),
            _("Where are you, what have you tried, and what would help you?"),
            _("How do you pay village facilitators without turning them into employees?"),
            "?",
            is_answered=True,
        ),
        ThreadKind(
            "account",
            _("Account"),
            _("You have lived something that deserves to be told as it was."),
            _("Where was it, who was there, what happened, and what has stayed with you?"),
            _("The day the women of Kolda changed our agenda"),
            "✎",
        ),
        ThreadKind(
            "trial_error",
            _("Trial and error"),
            _("You tried something and it did not go as you hoped: that is what others learn most from."),
            _("What did you hope, what did you do, what happened, and what have you understood since?"),
            _("Our self-diagnosis grid that nobody wanted to fill in"),
            "↺",
        ),
        ThreadKind(
            "resource",
            _("Resource"),
            _("You have read, heard or used something that would serve the others."),
            _("What is it, where is it found, for whom is it good, and what does it not say?"),
            _("A radio series on masculinities, free to use again"),
            "❏",
        ),
    )
}


def kind_choices() -> list[tuple[str, str | Promise]]:
    """The choices follow the declarations: a new one needs no migration."""
    return [(kind.key, kind.name) for kind in KINDS.values()]
