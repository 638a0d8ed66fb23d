"""Who gets in where. The tables say it; each is tried with the whole cast."""

import pytest

from tests.access import check_access, row
from tests.cast import Cast
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.discussions import actions
from tresse.discussions.files import prepare
from tresse.discussions.models import Thread
from tresse.discussions.tests import factories
from tresse.meetings.models import Attendance
from tresse.meetings.tests import factories as sessions

NETWORK = ("neighbour", "steward")


ACCESS = {
    "discussions:threads": row(200),
    "discussions:new": row(404, inside=200, late=403),
    "discussions:start": row(404, inside=200, late=403),
    "POST discussions:start": row(404, inside=422),
    "discussions:thread": row(404, inside=200),
    "POST discussions:thread": row(404, inside=422),
    "discussions:title": row(404, inside=403, member=200),
    "POST discussions:title": row(404, inside=403, member=422),
    "discussions:audience": row(404, inside=403, member=200),
    "POST discussions:audience": row(404, inside=403, member=422),
    "POST discussions:following": row(404, inside=302),
    "discussions:following": row(405),
    "discussions:promise": row(404, inside=403),
    "POST discussions:promise": row(404, inside=403),
    "POST discussions:promise_undo": row(404, inside=403, awa=302),
    "discussions:harvest": row(404, inside=403, awa=403),
    "POST discussions:harvest": row(404, inside=403, awa=403),
    "discussions:harvests": row(404, inside=200),
    "discussions:message": row(404, inside=403, member=200),
    "POST discussions:message": row(404, inside=403, member=422),
    "discussions:withdrawal": row(404, inside=403, member=200),
    "POST discussions:withdrawal": row(404, inside=403, member=302),
    "discussions:history": row(404, inside=200),
    "POST discussions:erasure": row(404, inside=403, member=302),
    "discussions:file": row(404, inside=200),
    "discussions:preview": row(404, inside=200),
}


def addresses(thread: Thread) -> dict[str, list[object]]:
    message = thread.messages.get()
    file = message.files.get()
    slug, one = thread.community.slug, [thread.community.slug, thread.number]
    return {
        "discussions:threads": [slug],
        "discussions:new": [slug],
        "discussions:start": [slug, "question"],
        **{f"discussions:{name}": one for name in ("thread", "title", "audience", "following", "promise")},
        **{f"discussions:{name}": one for name in ("promise_undo", "harvest", "harvests")},
        **{f"discussions:{name}": [*one, message.pk] for name in ("message", "withdrawal", "history")},
        "discussions:erasure": [*one, message.pk, 1],
        **{f"discussions:{name}": [*one, file.token] for name in ("file", "preview")},
    }


def asked(cast: Cast, **terms) -> Thread:
    """A question of Mina, with a picture, changed since; Awa has promised its harvest."""
    thread = factories.thread(cast, files=[prepare("photo.jpg", factories.picture((40, 20)))], **terms)
    actions.change_message(thread.messages.get(), by=cast.member, text="Mieux dit.", expected_revision=1)
    return thread


def test_who_gets_in(as_, cast: Cast) -> None:
    thread = asked(cast)
    actions.promise_harvest(thread, by=cast.awa, due_on=clock.today())
    table = ACCESS | {
        "discussions:harvest": row(404, inside=403, awa=200),
        "POST discussions:harvest": row(404, inside=403, awa=422),
    }
    check_access(as_, table, addresses(thread))


def test_what_the_network_reads_it_does_not_write(as_, cast: Cast) -> None:
    thread = asked(cast, audience=Audience.NETWORK)
    read = ("thread", "harvests", "history", "file", "preview")
    table = {f"discussions:{name}": row(404, inside=200, neighbour=200, steward=200) for name in read}
    refused = {"neighbour": 403, "steward": 403}
    table["POST discussions:thread"] = row(404, inside=422, **refused)
    table["POST discussions:following"] = row(404, inside=302, **refused)
    table["discussions:promise"] = row(404, inside=200, late=403, **refused)
    table["discussions:withdrawal"] = row(404, inside=403, member=200, **refused)
    check_access(as_, table, addresses(thread))


@pytest.mark.parametrize("name", ["thread", "file", "preview", "history", "harvests"])
def test_among_a_few_it_exists_for_nobody_else(as_, cast: Cast, name: str) -> None:
    meeting = sessions.session(cast, audience=Audience.SESSION)
    Attendance.objects.filter(meeting=meeting).exclude(person=cast.member).delete()
    thread = asked(cast, thing=meeting)
    check_access(as_, {f"discussions:{name}": row(404, member=200)}, addresses(thread))


def test_a_withdrawn_message_leads_nowhere(as_, cast: Cast) -> None:
    thread = asked(cast)
    places = addresses(thread)
    actions.withdraw_message(thread.messages.get(), by=cast.member)
    table = {f"discussions:{name}": row(404) for name in ("message", "withdrawal", "history", "file", "preview")}
    check_access(as_, table, places)
