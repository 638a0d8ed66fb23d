"""Writing, adopting and signing the charter."""

from tresse.charters.actions.founding import change_charter, draw_charter
from tresse.charters.actions.numbers import change_numbers
from tresse.charters.actions.signing import sign_charter
from tresse.charters.actions.versions import DraftChanged, adopt_version, begin_draft, set_draft_aside, write_draft
from tresse.charters.actions.writing import ArticleText

__all__ = [
    "ArticleText",
    "DraftChanged",
    "adopt_version",
    "begin_draft",
    "change_charter",
    "change_numbers",
    "draw_charter",
    "set_draft_aside",
    "sign_charter",
    "write_draft",
]
