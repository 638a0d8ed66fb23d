"""The pages on which minutes are written, and what they lead to."""

from datetime import timedelta

import pytest

from tresse.accounts.models import Person
from tresse.core import clock
from tresse.meetings import actions
from tresse.meetings.models import Contribution, Correction, Minutes, MinutesPart, Pledge
from tresse.meetings.tests import factories
from tresse.meetings.waiting import corrections, pledges, questions

AGENDA = [actions.Planned("Météo d'entrée", 10), actions.Planned("Trois témoignages", 75)]
AUTOSAVE = {"HTTP_X_AUTOSAVE": "1"}


def moment(meeting, place: int = 0) -> str:
    return f"{meeting.get_absolute_url()}minutes/moments/{meeting.agenda.all()[place].pk}/"


def waiting(reader, *who) -> list[str]:
    return [one.said for one in reader(Person.objects.filter(pk__in=[person.pk for person in who]))]


def test_each_moment_has_its_place_to_write_and_keeps_what_is_typed(cast, as_):
    meeting = factories.held(cast, agenda=AGENDA)
    page = as_("member").get(f"{meeting.get_absolute_url()}minutes/").text
    assert [page.count(f'data-autosave="{moment(meeting, n)}"') for n in (0, 1)] == [1, 1]
    kept = as_("member").post(moment(meeting), {"text": "Il pleut.", "expected_revision": "0"}, **AUTOSAVE)
    assert (kept.status_code, kept.json()) == (200, {"fields": {"expected_revision": 1}})
    assert MinutesPart.objects.get().text == "Il pleut."


def test_kept_as_one_types_says_when_somebody_else_was_first(cast, as_):
    meeting = factories.held(cast, agenda=AGENDA)
    actions.write_part(meeting.agenda.first(), text="Le texte de Claire.", by=cast.claire)
    answer = as_("member").post(moment(meeting), {"text": "Le mien.", "expected_revision": "0"}, **AUTOSAVE)
    assert (answer.status_code, "Somebody else saved" in answer.json()["sentence"]) == (409, True)
    both = as_("member").post(moment(meeting), {"text": "Le mien.", "expected_revision": "0"})
    assert both.status_code == 409
    assert [text in both.text for text in ("Le texte de Claire.", "Le mien.")] == [True, True]
    assert 'name="expected_revision" value="1"' in both.text
    again = as_("member").post(moment(meeting), {"text": "Les deux.", "expected_revision": "1"})
    assert (again.status_code, MinutesPart.objects.get().text) == (302, "Les deux.")


def test_what_is_kept_as_one_types_never_changes_who_reads(cast, as_):
    meeting = factories.held(cast)
    sent = {"text": "Nous avons ri.", "audience": "session", "expected_revision": "0"}
    as_("member").post(f"{meeting.get_absolute_url()}minutes/", sent, **AUTOSAVE)
    assert Minutes.objects.get().audience == "community"


def test_two_million_letters_under_a_moment_are_refused_and_kept_in_the_form(cast, as_):
    meeting, text = factories.held(cast, agenda=AGENDA), "Nous avons parlé. " * 110_000
    answer = as_("member").post(moment(meeting), {"text": text, "expected_revision": "0"})
    assert (answer.status_code, text.strip() in answer.text, Minutes.objects.count()) == (422, True, 0)


def test_hostile_words_under_a_moment_are_shown_as_words(cast, as_):
    meeting = factories.held(cast, agenda=AGENDA)
    hostile = "<script>alert(1)</script>\n\nDécision : <svg onload=alert(3)>"
    actions.write_part(meeting.agenda.first(), text=hostile, by=cast.member)
    for address in (meeting.get_absolute_url(), meeting.minutes.get_absolute_url()):
        page = as_("claire").get(address).text
        assert ("<script>alert" in page, "<svg onload" in page) == (False, False)


def test_a_moment_of_another_session_is_not_written_here(cast, as_):
    one, other = factories.held(cast, agenda=AGENDA), factories.held(cast, agenda=AGENDA, title="Autre")
    address = f"{one.get_absolute_url()}minutes/moments/{other.agenda.first().pk}/"
    assert as_("member").get(address).status_code == 404


@pytest.fixture
def pledge(cast) -> Pledge:
    minutes = actions.write_minutes(factories.held(cast), text="Nous avons ri.", by=cast.awa)
    due_on = clock.today() + timedelta(days=10)
    return actions.make_pledge(
        minutes, text="Envoyer la grille.", who=cast.place("member"), due_on=due_on, by=cast.awa
    )


def test_a_pledge_waits_for_whoever_holds_it_until_they_say_what_became_of_it(cast, as_, pledge):
    assert waiting(pledges, cast.member, cast.awa) == ["You said in CP Genre: Envoyer la grille."]
    as_("member").post(pledge.get_absolute_url(), {"became": "kept"})
    assert waiting(pledges, cast.member) == []


def test_a_changed_pledge_waits_in_its_new_words(cast, as_, pledge):
    sent = {"became": "changed", "text": "Envoyer deux grilles", "due_on": ""}
    assert as_("member").post(pledge.get_absolute_url(), sent).status_code == 302
    assert waiting(pledges, cast.member) == ["You said in CP Genre: Envoyer deux grilles."]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"became": "x"},
        {"became": "changed", "text": ""},
        {"became": "changed", "text": "a", "due_on": "2001-01-01"},
    ],
)
def test_what_says_nothing_of_a_pledge_changes_nothing(cast, as_, pledge, sent):
    assert as_("member").post(pledge.get_absolute_url(), sent).status_code == 422
    assert Pledge.objects.get().is_open


def test_what_was_said_last_time_stands_on_the_page_of_the_next_session(cast, as_, pledge):
    following = factories.session(cast, title="La suite")
    page = as_("claire").get(following.get_absolute_url()).text
    assert ("What we said last time" in page, "Envoyer la grille." in page) == (True, True)
    actions.keep_pledge(pledge, by=cast.member)
    assert "Envoyer la grille." in as_("claire").get(following.get_absolute_url()).text


@pytest.mark.parametrize("who", ["outsider", "neighbour", "steward", "visitor"])
def test_nobody_outside_reads_what_was_pledged(cast, as_, pledge, who):
    following = factories.session(cast, title="La suite", audience="public")
    assert "Envoyer la grille." not in as_(who).get(following.get_absolute_url()).text


def test_a_correction_waits_for_whoever_called_the_minutes_ready(cast, as_):
    minutes = actions.write_minutes(factories.held(cast), text="Claire a dit oui.", by=cast.awa)
    actions.call_minutes_ready(minutes, by=cast.awa)
    address = f"{minutes.meeting.get_absolute_url()}minutes/corrections/"
    assert as_("claire").post(address, {"passage": "oui", "instead": "non"}).status_code == 302
    assert len(waiting(corrections, cast.awa, cast.claire)) == 1
    answer = f"{address}{Correction.objects.get().pk}/"
    assert as_("awa").post(answer, {"left": "yes", "word": ""}).status_code == 422
    assert as_("awa").post(answer, {"taken": "yes"}).status_code == 302
    assert (Minutes.objects.get().text, waiting(corrections, cast.awa)) == ("Claire a dit non.", [])


def test_questions_wait_for_whoever_takes_part_in_their_own_time(cast, as_):
    meeting = factories.session(cast, agenda=AGENDA)
    actions.answer_invitation(meeting, answer="later", by=cast.member)
    actions.answer_invitation(meeting, answer="coming", by=cast.claire)
    sent = {"closes_on": (clock.today() + timedelta(days=9)).isoformat(), "general": "Et chez vous ?"}
    assert as_("awa").post(f"{meeting.get_absolute_url()}track/questions/", sent).status_code == 302
    assert len(waiting(questions, cast.member, cast.claire)) == 1
    question = meeting.track.questions.get()
    address = f"{meeting.get_absolute_url()}track/questions/{question.pk}/"
    assert as_("member").post(address, {"text": ""}).status_code == 422
    assert as_("member").post(address, {"text": "Le temps."}).status_code == 302
    assert waiting(questions, cast.member) == []
    assert ("Le temps." in as_("claire").get(f"{meeting.get_absolute_url()}track/").text) is True


def test_under_the_chatham_house_rule_answers_show_once_the_questions_are_closed_and_name_nobody(cast, as_):
    meeting = factories.held(cast, chatham_house=True)
    closes_at = clock.now() + timedelta(days=2)
    track = actions.open_track(meeting, closes_at=closes_at, questions=[(None, "Et vous ?")], by=cast.awa)
    actions.contribute(track.questions.get(), text="La peur.", by=cast.member)
    actions.write_minutes(meeting, text="Il a été dit que…", by=cast.awa)
    pages = [f"{meeting.get_absolute_url()}track/", meeting.minutes.get_absolute_url()]
    assert ["La peur." in as_("claire").get(page).text for page in pages] == [False, False]
    with clock.at(closes_at):
        shown = [as_("claire").get(page).text for page in pages]
    assert [("La peur." in page, "Mina" in page) for page in shown] == [(True, False), (True, False)]


def test_the_questions_leave_by_mail_for_whoever_asks(cast, as_, mailoutbox):
    meeting = factories.session(cast)
    closes_at = clock.now() + timedelta(days=2)
    actions.open_track(meeting, closes_at=closes_at, questions=[(None, "Et vous ?")], by=cast.awa)
    answer = as_("member").post(f"{meeting.get_absolute_url()}track/mail/", follow=True)
    assert "leave for your mailbox" in answer.text
    assert Contribution.objects.count() == 0


def test_one_says_on_the_page_that_one_was_there(cast, as_):
    meeting = factories.held(cast)
    page = as_("member").get(meeting.get_absolute_url()).text
    assert "I was there" in page
    as_("member").post(f"{meeting.get_absolute_url()}attendance/mine/", {"was_there": "yes"})
    assert "You were there." in as_("member").get(meeting.get_absolute_url()).text


def test_the_page_of_a_chatham_house_session_asks_nobody_whether_they_were_there(cast, as_):
    meeting = factories.held(cast, chatham_house=True)
    assert "I was there" not in as_("member").get(meeting.get_absolute_url()).text
