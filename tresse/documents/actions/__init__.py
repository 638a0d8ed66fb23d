"""Writing a document together, giving it to reread, and deciding who sees it."""

from tresse.documents.actions.blocks import (
    Conflict,
    Details,
    add_block,
    move_block,
    put_block_back,
    remove_block,
    save_block,
)
from tresse.documents.actions.covers import begin_document, change_audience, change_document, widen
from tresse.documents.actions.drafts import drop_draft, keep_draft
from tresse.documents.actions.guests import add_guest_remark, declare_guest_reread
from tresse.documents.actions.rereading import (
    add_remark,
    answer_remark,
    declare_original,
    declare_reread,
    open_rereading,
)
from tresse.documents.actions.words import ask_for_words

__all__ = [
    "Conflict",
    "Details",
    "add_block",
    "add_guest_remark",
    "add_remark",
    "answer_remark",
    "ask_for_words",
    "begin_document",
    "change_audience",
    "change_document",
    "declare_guest_reread",
    "declare_original",
    "declare_reread",
    "drop_draft",
    "keep_draft",
    "move_block",
    "open_rereading",
    "put_block_back",
    "remove_block",
    "save_block",
    "widen",
]
