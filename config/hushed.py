"""Acts whose journal entry names somebody nobody should learn of any more: their session came under the Chatham House rule since.

The journal itself never changes (E5); such an act is read by another sentence, which names nobody (S3). Each line names a
function: entries -> {entry's id: the kind as which it is read}, in a constant number of queries, none where nothing is its own.
"""

HUSHED: tuple[str, ...] = ("tresse.meetings.hushed.about_unnamed_sessions",)
