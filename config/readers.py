"""Who reacts to what: for each kind of act in the journal, the tasks run after its commit.

Nothing below the readers calls them. A reader is a django-tasks task that takes the id of the
journal entry; it may be run twice for one entry and must then do nothing the second time.
"""

READERS: dict[str, tuple[str, ...]] = {
    "document.published": ("tresse.library.tasks.typeset_published",),
    "charter.signed": ("tresse.guests.tasks.recognise_guest",),
    "membership.paused": ("tresse.meetings.tasks.free_places",),
    "membership.left": ("tresse.meetings.tasks.free_places",),
    "membership.left_otherwise": ("tresse.meetings.tasks.free_places",),
    "membership.left_unsigned": ("tresse.meetings.tasks.free_places",),
    "guest.withdrawn": ("tresse.meetings.tasks.free_place_of_guest",),
    "guest.ended": ("tresse.meetings.tasks.free_place_of_guest",),
}
