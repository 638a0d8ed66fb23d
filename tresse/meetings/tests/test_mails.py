"""What people read by mail: whole sentences, their own clock, why they receive it."""

from datetime import datetime, timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import translation

from tresse.accounts.models import Person
from tresse.core import outbox
from tresse.core.models import OutgoingMail
from tresse.meetings import actions
from tresse.meetings.actions import Planned
from tresse.meetings.emails import PREVIEWS
from tresse.meetings.tests import factories

PORT_AU_PRINCE = "America/Port-au-Prince"
AFTERNOON = datetime(2027, 3, 12, 14, tzinfo=ZoneInfo(PORT_AU_PRINCE))


def to(name: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=f"{name}@example.org").latest("pk")


def test_each_reads_the_hour_by_their_own_clock_and_the_place_s_beside_it(winter, cast):
    Person.objects.filter(name="Mina Membre").update(language="fr")
    Person.objects.filter(name="Tom Nouveau").update(time_zone=PORT_AU_PRINCE)
    factories.session(cast, starts_at=AFTERNOON, time_zone=PORT_AU_PRINCE, place="Salle Toussaint")
    day, here, there, place, link = to("mina").text.split("\n\n")[2].replace("\xa0", " ").splitlines()
    assert (day, here) == ("vendredi 12 mars 2027", "de 20 h à 22 h (heure de Paris)")
    assert there == "de 14 h à 16 h à Port-au-Prince"
    assert (place, link) == ("Lieu : Salle Toussaint", "À distance : https://visio.example.org/secret")
    assert to("tom").text.split("\n\n")[2].splitlines()[:3] == [
        "Friday 12 March 2027",
        "from 2 p.m. to 4 p.m.",
        "Place: Salle Toussaint",
    ]


def test_zones_whose_clocks_agree_are_said_once(winter, cast):
    Person.objects.filter(name="Mina Membre").update(time_zone="Europe/Brussels")
    factories.session(cast, starts_at=datetime(2027, 3, 12, 14, tzinfo=ZoneInfo("Europe/Paris")))
    assert "Brussels" not in to("mina").text
    assert "Paris" not in to("mina").text


def test_somebody_whose_zone_is_unknown_reads_the_network_s(winter, cast):
    Person.objects.filter(name="Mina Membre").update(time_zone="Europe/Ys")
    factories.session(cast, starts_at=datetime(2027, 3, 12, 14, tzinfo=ZoneInfo("Europe/Paris")))
    assert "from 2 p.m. to 4 p.m." in to("mina").text


def test_the_subject_says_which_community_what_and_when(winter, cast):
    factories.session(cast, starts_at=AFTERNOON, title="L'argent & les <mots>")
    assert to("mina").subject == "CP Genre: L'argent & les <mots>, Friday 12 March 2027"
    assert "<mots>" in to("mina").text
    assert "<mots>" not in to("mina").html


def test_a_change_says_what_it_was_and_what_it_is(winter, cast):
    meeting = factories.session(cast, starts_at=AFTERNOON, time_zone=PORT_AU_PRINCE, place="Lille")
    later = AFTERNOON + timedelta(days=7)
    actions.move_meeting(meeting, by=cast.awa, starts_at=later, ends_at=later + timedelta(hours=1), place="Dakar")
    text = to("mina").text
    assert "It was: Friday 12 March 2027, from 8 p.m. to 10 p.m. (Paris time), Lille" in text
    # The clocks of Haiti have gone forward on the 14th, those of Paris not yet.
    assert "Friday 19 March 2027\nfrom 7 p.m. to 8 p.m. (Paris time)" in text
    assert "Place: Dakar" in text


def test_no_mail_names_who_comes(cast):
    meeting = factories.session(cast, agenda=[Planned("Météo", 10, "check_in", cast.place("claire"))])
    actions.answer_invitation(meeting, answer="coming", by=cast.claire)
    start = meeting.starts_at + timedelta(days=1)
    actions.move_meeting(meeting, by=cast.awa, starts_at=start, ends_at=start + timedelta(hours=1))
    for written in OutgoingMail.objects.exclude(to="claire@example.org"):
        assert "Claire" not in written.text + written.html + str(written.attachments)


def test_the_invitation_leaves_with_its_calendar_as_mail_readers_expect_it(cast):
    factories.session(cast)
    assert outbox.deliver(to("mina").pk)
    (sent,) = mail.outbox
    parts = {part.get_content_type(): part for part in message_from_bytes(sent.message().as_bytes()).walk()}
    calendar = parts["text/calendar"]
    assert (calendar.get_param("method"), calendar.get_filename()) == ("REQUEST", "session-1.ics")
    assert calendar.get_payload(decode=True).startswith(b"BEGIN:VCALENDAR")
    assert {"text/plain", "text/html", "text/calendar"} <= set(parts)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PREVIEWS)
def test_every_mail_has_a_preview_and_says_why_one_receives_it(name, language):
    with translation.override(language):
        context = {**PREVIEWS[name](), "site": "http://tresse.example", "language": language}
        rendered = [render_to_string(f"emails/{name}/{part}", context) for part in ("body.txt", "body.html")]
    why = {
        "fr": "Vous recevez ce courriel parce que vous prenez part à CP",
        "en": "You receive this mail because you take part in CP",
    }[language]
    assert [why in text for text in rendered] == [True, True]
