"""Who gets in where, in the minutes and what comes of them. The tables say it; each is tried with the whole cast."""

from datetime import timedelta

from tests.access import check_access, row
from tests.cast import EVERYBODY
from tresse.core import clock
from tresse.meetings import actions
from tresse.meetings.minutes.passages import passages
from tresse.meetings.models import Mark, Minutes
from tresse.meetings.tests import factories
from tresse.meetings.tests.test_access import SIGNS_FIRST

TEXT = "Nous avons parlé.\n\nQuestion : qui paie ?"

ACCESS = {
    "meetings:minutes_read": row(404, visitor=404, inside=200),
    "meetings:minutes_part": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:minutes_part": row(404, inside=302),
    "POST meetings:minutes_ready": row(404, inside=302),
    "meetings:corrections": row(404, inside=403),
    "meetings:additions": row(404, inside=403),
    "meetings:mark": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:mark": row(404, inside=302),
    "meetings:pledge": row(404, inside=200),
    "POST meetings:pledge": row(404, inside=403) | {"member": 302},
    "POST meetings:my_attendance": row(404, inside=302),
    "meetings:my_attendance": row(405),
    "meetings:minutes_ready": row(405),
    "meetings:track": row(404, inside=200),
    "meetings:track_questions": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:contribution": row(404, inside=302),
    "meetings:contribution": row(405),
    "POST meetings:track_mail": row(404, inside=302),
    "meetings:track_mail": row(405),
    "meetings:voice_block": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:correction": row(404),  # nobody has proposed one
}

READY = {
    "meetings:minutes_read": row(404, visitor=404, inside=200),
    "meetings:corrections": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:corrections": row(404, inside=302),
    "POST meetings:correction": row(404, inside=302),
    "meetings:correction": row(405),
    "meetings:additions": row(404, inside=403),
    "POST meetings:minutes_ready": row(404, inside=403),
}

SETTLED = {
    "meetings:corrections": row(404, inside=403),
    "meetings:minutes": row(404, inside=403),
    "meetings:additions": row(404, inside=200) | SIGNS_FIRST,
    "POST meetings:additions": row(404, inside=302),
}

FOR_ALL = {
    "meetings:minutes_read": row(200, visitor=200),
    "meetings:pledge": row(404, inside=200),
    "meetings:track": row(404, inside=200),
    "meetings:mark": row(404, inside=200) | SIGNS_FIRST,
}

POSTING = {
    "POST meetings:minutes_part": {"text": "Il pleut.", "expected_revision": "0"},
    "POST meetings:pledge": {"became": "kept"},
    "POST meetings:contribution": {"text": "Le temps."},
    "POST meetings:corrections": {"passage": "parlé", "instead": "ri"},
    "POST meetings:correction": {"taken": "yes"},
    "POST meetings:additions": {"text": "Une précision."},
}


def written(cast, **terms) -> tuple[Minutes, dict]:
    """Minutes with a passage, a pledge of Mina's, and a question still open; and their addresses."""
    meeting = factories.held(cast, agenda=[actions.Planned("Tour", 10)], **terms)
    item = meeting.agenda.get()
    minutes = actions.write_minutes(meeting, text=TEXT, by=cast.awa)
    pledge = actions.make_pledge(minutes, text="Relire.", who=cast.place("member"), by=cast.awa)
    track = actions.open_track(
        meeting, closes_at=clock.now() + timedelta(days=5), questions=[(item, "Et chez vous ?")], by=cast.awa
    )
    (passage,) = passages(TEXT)
    voice = Mark.objects.create(minutes=minutes, kind="voice", words="Oui.", digest="x")
    here = [meeting.community.slug, meeting.number]
    where = dict.fromkeys((key.split()[-1] for table in (ACCESS, READY, SETTLED) for key in table), here)
    return minutes, where | {
        "meetings:minutes_part": [*here, item.pk],
        "meetings:mark": [*here, passage.kind, passage.digest[:16]],
        "meetings:pledge": [*here, pledge.pk],
        "meetings:contribution": [*here, track.questions.get().pk],
        "meetings:correction": [*here, 1],
        "meetings:voice_block": [*here, voice.pk],
    }


def test_who_gets_to_minutes_being_written(as_, cast):
    _minutes, where = written(cast)
    check_access(as_, ACCESS, where, posting=POSTING)


def test_who_gets_to_minutes_that_are_ready(as_, cast):
    minutes, where = written(cast)
    minutes = actions.call_minutes_ready(minutes, by=cast.former)
    asked = actions.propose_correction(minutes, passage="parlé", instead="chanté", by=cast.claire)
    where["meetings:correction"] = [*where["meetings:minutes"], asked.pk]
    table = READY | {"POST meetings:correction": READY["POST meetings:correction"] | {"claire": 403}}
    check_access(as_, table, where, posting=POSTING)


def test_who_gets_to_settled_minutes(as_, cast):
    minutes, where = written(cast)
    minutes = actions.call_minutes_ready(minutes, by=cast.awa)
    with clock.at(minutes.corrected_until):
        check_access(as_, SETTLED, where, posting=POSTING)


def test_minutes_everybody_reads_tell_outside_their_words_alone(as_, cast):
    _minutes, where = written(cast, audience="public")
    Minutes.objects.update(audience="public")
    check_access(as_, FOR_ALL, where, posting=POSTING)
    outside = as_("visitor").get(_minutes.get_absolute_url()).text
    assert ("Nous avons parlé." in outside, "Relire." in outside, "Mina" in outside) == (True, False, False)


def test_minutes_of_a_session_kept_to_a_few_exist_for_them_alone(as_, cast):
    minutes, where = written(cast)
    actions.note_attendance(minutes.meeting, came=[cast.awa], by=cast.awa)
    Minutes.objects.update(audience="session")
    hidden = dict.fromkeys(EVERYBODY, 404)
    table = {
        "meetings:minutes_read": hidden | {"awa": 200},
        "meetings:mark": hidden | {"awa": 200, "visitor": 302},
        "meetings:pledge": hidden | {"awa": 200, "member": 200, "visitor": 302},
    }
    check_access(as_, table, where)
