"""What people can find, and who says which passages it holds (tresse/core/indexing.py).

Each line names a function `(things) -> Iterable[Entry]`, in a constant number of queries. Of a thing in hand it trusts the fields and
what it belongs to; lists, and anything else that says for whom it exists, it reads itself.
"""

SEARCHED: dict[str, str] = {
    "communities.Community": "tresse.communities.searched.communities",
    "networks.Organisation": "tresse.networks.searched.organisations",
    "meetings.Meeting": "tresse.meetings.searched.meetings",
    "meetings.Minutes": "tresse.meetings.searched.minutes",
    "discussions.Thread": "tresse.discussions.searched.threads",
    "discussions.Message": "tresse.discussions.searched.messages",
    "documents.Document": "tresse.documents.searched.documents",
    "documents.Block": "tresse.documents.searched.blocks",
    "decisions.Decision": "tresse.decisions.searched.decisions",
    "decisions.Proposal": "tresse.decisions.searched.proposals",
    "resources.Reference": "tresse.resources.searched.references",
    "library.Publication": "tresse.library.searched.publications",
}

# Whose pages these passages are read on, in the order in which one may narrow a search to a kind of them.
PAGES: tuple[str, ...] = (
    "meetings.Meeting",
    "discussions.Thread",
    "documents.Document",
    "decisions.Decision",
    "decisions.Proposal",
    "library.Publication",
    "resources.Reference",
    "communities.Community",
    "networks.Organisation",
)

# What keeps the index: `(label, ids, things)`, called inside the transaction that changed these things, given if they are in hand.
INDEX = "tresse.search.writing.write"

# What is about a thing and goes out of sight with it: its label, and who says which, `(label, ids) -> ids`.
FOLLOWS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("meetings.Meeting", "documents.Document", "decisions.Proposal", "decisions.Decision"),
        ("discussions.Thread", "tresse.discussions.searched.threads_on"),
    ),
    "discussions.Thread": ("discussions.Message", "tresse.discussions.searched.messages_of"),
}
