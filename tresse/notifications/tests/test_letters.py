"""A letter says no more than its reader may see as it leaves (S1), and says why one receives it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.accounts.models import Person
from tresse.confidence.models import Audience
from tresse.core import clock, journal
from tresse.core.models import OutgoingMail
from tresse.documents.actions import begin_document
from tresse.documents.models import Document
from tresse.meetings.models import Attendance, Meeting, Minutes
from tresse.memberships.models import Membership
from tresse.notifications import letters
from tresse.notifications.actions import choose, stop
from tresse.notifications.making import make_morning_digests
from tresse.notifications.models import CommunityPace, Digest, MailChoices, Pace
from tresse.notifications.tests.letters import begin, convene, deliver, first_morning

SUMMARY = "Trois lieux, trois façons d’accueillir."


def made(cast: Cast, **document: object) -> None:
    """The digests of a morning are made, and have not left yet."""
    morning = first_morning()
    begin(cast, **document)
    with clock.at(morning):
        make_morning_digests()


def sent() -> dict[str, EmailMultiAlternatives]:
    return {letter.to[0].partition("@")[0]: letter for letter in deliver(first_morning() + timedelta(minutes=5))}


def narrow(cast: Cast) -> None:
    Document.objects.update(audience=Audience.SESSION)


def leave(cast: Cast) -> None:
    Membership.objects.filter(person=cast.member).update(left_at=clock.now())


def pause(cast: Cast) -> None:
    Membership.objects.filter(person=cast.member).update(paused_at=clock.now())


def stop_all(cast: Cast) -> None:
    stop(MailChoices.objects.get(person=cast.member).token)


def stop_here(cast: Cast) -> None:
    stop(CommunityPace.objects.get(membership=cast.place("member")).token)


def ask_only_what_waits(cast: Cast) -> None:
    choose(cast.member, paces={cast.place("member").pk: Pace.WAITING}, says_more=False)


def close_the_account(cast: Cast) -> None:
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)


@pytest.mark.parametrize(
    "changes", [narrow, leave, pause, stop_all, stop_here, ask_only_what_waits, close_the_account]
)
def test_what_changed_between_making_and_sending_is_respected(
    settled: Cast, changes: Callable[[Cast], None]
) -> None:
    made(settled)
    assert Digest.objects.filter(person=settled.member).count() == 1
    changes(settled)
    assert "mina" not in sent()
    dropped = OutgoingMail.objects.get(to="mina@example.org", cause__startswith="digest/")
    assert (dropped.dropped_at is not None, dropped.text) == (True, "")


def test_without_any_change_it_leaves(settled: Cast) -> None:
    made(settled)
    assert "Carnet de découverte" in sent()["mina"].body


def test_what_waits_no_more_as_it_leaves_is_not_said(settled: Cast) -> None:
    morning = first_morning()
    with clock.at(morning):
        make_morning_digests()
    Membership.objects.filter(person=settled.unsigned).update(signed_at=clock.now() - timedelta(days=40))
    assert "ugo" not in sent()


def test_a_letter_goes_to_the_address_one_has_as_it_leaves(settled: Cast) -> None:
    made(settled)
    Person.objects.filter(pk=settled.member.pk).update(email="nouvelle@example.org")
    assert {"nouvelle", "claire"} <= set(sent())


@pytest.mark.parametrize(
    ("audience", "says_more", "told"),
    [
        (Audience.COMMUNITY, False, False),
        (Audience.COMMUNITY, True, True),
        (Audience.NETWORK, False, True),
        (Audience.PUBLIC, False, True),
    ],
)
def test_below_the_network_only_titles_unless_one_chose_otherwise(
    settled: Cast, audience: Audience, says_more: bool, told: bool
) -> None:
    made(settled, audience=audience)
    MailChoices.objects.update(says_more=says_more)
    letter = sent()["mina"]
    html = str(letter.alternatives[0][0])
    assert (SUMMARY in letter.body, SUMMARY in html) == (told, told)


def test_a_session_kept_to_some_is_not_named_to_others(settled: Cast) -> None:
    """Minutes are told by the title of their session, to whom they exist for."""
    morning = first_morning()
    meeting = convene(settled, title="Entre nous")
    Meeting.objects.filter(pk=meeting.pk).update(audience=Audience.SESSION)
    Attendance.objects.all().delete()
    Attendance.objects.create(meeting=meeting, person=settled.claire, came=True)
    minutes = Minutes.objects.create(
        meeting=meeting, community=settled.community, text="Dit ici.", written_by=settled.place("awa")
    )
    minutes.audience = Audience.SESSION
    minutes.save()
    with transaction.atomic():
        journal.record(
            "minutes.written", stream=settled.community.stream, subject=minutes, by=settled.awa, number=1
        )
    with clock.at(morning):
        make_morning_digests()
    told = sent()
    assert ("Entre nous" in told["claire"].body, "mina" in told) == (True, False)


def test_it_says_why_one_receives_it_and_how_to_stop(settled: Cast) -> None:
    made(settled)
    letter = sent()["mina"]
    choices, pace = (
        MailChoices.objects.get(person=settled.member),
        CommunityPace.objects.get(membership=settled.place("member")),
    )
    site = "http://127.0.0.1:8000"
    assert letter.subject == "News from CP Genre"
    assert letter.body == (
        "Hello Mina Membre,\n"
        "\n"
        f"In CP Genre, {site}/c/cp-genre/\n"
        "\n"
        "- Awa Diop began the document “Carnet de découverte”.\n"
        f"  {site}/c/cp-genre/d/{Document.objects.get().pk}/\n"
        "\n"
        "-- \n"
        "You receive this letter because you have a place in these communities, at the pace you chose:\n"
        f"- CP Genre, each morning. To stop those: {site}/mail/stop/{pace.token}/\n"
        f"To choose another pace: {site}/me/mail/\n"
        f"To stop them all: {site}/mail/stop/{choices.token}/\n"
    )
    assert letter.extra_headers["List-Unsubscribe"] == f"<{site}/mail/stop/{choices.token}/>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_waits_is_said_first_with_its_day_and_its_button(settled: Cast) -> None:
    morning = first_morning()
    Meeting.objects.filter(pk=convene(settled).pk).update(convened_at=clock.now() - timedelta(days=8))
    begin(settled)
    with clock.at(morning):
        make_morning_digests()
    letter = sent()["mina"]
    waits, news = letter.body.index("CP Genre meets: Le terrain."), letter.body.index("Awa Diop began")
    assert (letter.subject, waits < news) == ("1 thing waits for you · news from CP Genre", True)
    assert re.search(
        r"  Say whether you come \(before .+ 20\d\d\): http://127.0.0.1:8000/c/cp-genre/m/1/\n", letter.body
    )


def test_it_is_in_the_language_of_its_reader(settled: Cast) -> None:
    Person.objects.update(language="fr")
    made(settled)
    assert "Awa Diop a commencé le document" in sent()["mina"].body


def test_nobody_is_told_of_their_own_acts(settled: Cast) -> None:
    made(settled)
    assert "awa" not in sent()


def test_beside_what_others_did_one_s_own_acts_are_left_out(settled: Cast) -> None:
    morning = first_morning()
    begin(settled)
    begin_document(settled.cycle, title="Repères", by=settled.claire)
    with clock.at(morning):
        make_morning_digests()
    letters_sent = sent()
    said = {who: [title in letters_sent[who].body for title in ("Carnet", "Repères")] for who in ("awa", "claire")}
    assert said == {"awa": [False, True], "claire": [True, False]}


def test_a_long_morning_is_cut_and_the_journal_has_the_rest(settled: Cast) -> None:
    morning = first_morning()
    for number in range(15):
        begin(settled, f"Carnet {number}")
    with clock.at(morning):
        make_morning_digests()
    body = sent()["mina"].body
    assert body.count("Awa Diop began the document") == 12
    assert "And 3 other pieces of news, in the journal: http://127.0.0.1:8000/c/cp-genre/journal/" in body


def test_composing_takes_as_many_queries_for_twelve_pieces_of_news_as_for_one(settled: Cast) -> None:
    morning = first_morning()

    def queries() -> int:
        posted = OutgoingMail.objects.filter(to="mina@example.org", cause__startswith="digest/").latest("pk")
        with CaptureQueriesContext(connection) as asked:
            assert letters.compose(posted) is not None
        return len(asked)

    begin(settled)
    with clock.at(morning):
        make_morning_digests()
    one = queries()
    deliver(morning)
    with clock.at(morning + timedelta(hours=1)):
        for number in range(10):
            begin(settled, f"Carnet {number}")
    with clock.at(morning + timedelta(days=1)):
        make_morning_digests()
    assert queries() == one <= 40
    assert len(mail.outbox) > 0
