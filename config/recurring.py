"""The clock of the product: what the worker does again and again, and how often.

Each line names a function without arguments and its rhythm. It is called when the worker starts, then after
each rhythm. Several workers each keep this clock, so what is called here must be harmless when it is done
twice at once, and must write nothing when there is nothing to do.
"""

from datetime import timedelta

RECURRING: tuple[tuple[str, timedelta], ...] = (
    ("tresse.core.outbox.deliver_due", timedelta(seconds=1)),
    ("tresse.core.worker.take_up_abandoned_tasks", timedelta(minutes=1)),
    ("tresse.core.worker.forget_finished_tasks", timedelta(hours=6)),
    ("tresse.core.outbox.forget_old_mails", timedelta(hours=6)),
    ("tresse.letterbox.taking.take_up_due", timedelta(seconds=1)),
    ("tresse.letterbox.keeping.forget_old_letters", timedelta(hours=6)),
    ("tresse.library.tasks.ask_for_missing_pdfs", timedelta(minutes=10)),
    ("tresse.meetings.actions.forget_names_of_ended_sessions", timedelta(hours=1)),
    ("tresse.meetings.actions.settle_due_minutes", timedelta(minutes=10)),
    ("tresse.meetings.actions.close_due_tracks", timedelta(minutes=10)),
    ("tresse.meetings.actions.tend_unwanted_rooms", timedelta(minutes=10)),
    ("tresse.facilitation.actions.forget_names_of_ended_sessions", timedelta(hours=1)),
    ("tresse.decisions.actions.move_due", timedelta(minutes=10)),
    ("tresse.welcome.actions.bring_overdue_before_all", timedelta(hours=1)),
    ("tresse.welcome.actions.close_come_in_otherwise", timedelta(minutes=10)),
    ("tresse.welcome.actions.end_trials", timedelta(hours=1)),
    ("tresse.welcome.actions.complete_pairs", timedelta(hours=1)),
    ("tresse.memberships.terms.tell_endings", timedelta(hours=1)),
    ("tresse.memberships.terms.call_where_hands_are_missing", timedelta(minutes=10)),
    ("tresse.memberships.acts.tell_lapses", timedelta(minutes=10)),
    ("tresse.resources.tasks.forget_old_imports", timedelta(hours=6)),
    ("tresse.accounts.tasks.forget_old_sign_ins", timedelta(hours=6)),
    ("tresse.notifications.conversations.mail_new_messages", timedelta(seconds=20)),
    ("tresse.notifications.making.make_digests_as_it_happens", timedelta(minutes=1)),
    ("tresse.notifications.making.make_morning_digests", timedelta(minutes=5)),
    ("tresse.search.reindexing.continue_reindexing", timedelta(seconds=30)),
    ("tresse.search.reindexing.tidy", timedelta(hours=1)),
    ("tresse.notifications.making.forget_old_digests", timedelta(hours=6)),
)
