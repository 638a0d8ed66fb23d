"""The kinds of block a document is made of. A new kind is one entry here.

`tone` is how it is set, on the page and in the PDF alike: `plain` reads on, `quote` lets somebody speak,
`card` stands apart, `warning` tells what went wrong with the same dignity. The first six come from the
marks used in guides of the field; see docs/glossary.md.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class BlockKind:
    key: str
    name: str | Promise
    hint: str | Promise  # what one writes there, in one sentence, shown while writing
    symbol: str
    tone: str  # plain, quote, card or warning
    quotes: bool = False  # holds the words of one person, who is asked for their authorisation
    borrows: bool = False  # often comes from elsewhere: asks for its source and licence first


KINDS = {
    kind.key: kind
    for kind in (
        BlockKind(
            "text",
            _("Text"),
            _("What links the rest: context, transition, what we think of it."),
            "¶",
            "plain",
        ),
        BlockKind(
            "voice",
            _("Voice"),
            _("The very words of somebody who acts, in a few sentences."),
            "❝",
            "quote",
            quotes=True,
        ),
        BlockKind(
            "testimony",
            _("Testimony"),
            _("A lived situation, told by the person who lived it."),
            "✎",
            "quote",
            quotes=True,
        ),
        BlockKind(
            "landmark",
            _("Landmark"),
            _("A definition, a figure, a date one needs to find one's way."),
            "⚑",
            "card",
        ),
        BlockKind("method", _("Method"), _("How to go about it, step by step."), "☰", "card"),
        BlockKind(
            "tool",
            _("Tool"),
            _("Something to use as it is: grid, canvas, checklist."),
            "⚒",
            "card",
            borrows=True,
        ),
        BlockKind(
            "exercise", _("Exercise"), _("Something to try in a group, with the time it takes."), "◔", "card"
        ),
        BlockKind("example", _("Example"), _("A concrete case: where, who, what, with what effect."), "❖", "card"),
        BlockKind(
            "resource",
            _("Resource"),
            _("A reference to go further, and what one finds there."),
            "↗",
            "card",
            borrows=True,
        ),
        BlockKind(
            "trial_error",
            _("Trial and error"),
            _("What we tried, what failed, what we understood from it."),
            "⟲",
            "warning",
        ),
    )
}
QUOTING = tuple(kind.key for kind in KINDS.values() if kind.quotes)
