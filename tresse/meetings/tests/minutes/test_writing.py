"""Minutes: nobody's edit is lost, and they are shown further by two people only."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.cast import EVERYBODY
from tresse.core.models import JournalEntry
from tresse.meetings import actions
from tresse.meetings.models import Minutes
from tresse.meetings.tests import factories
from tresse.memberships import acts

INSIDE = {"awa", "claire", "member", "newcomer", "former"}
READERS = INSIDE | {"late"}


def kinds() -> list[str]:
    return list(JournalEntry.objects.filter(kind__startswith="minutes").values_list("kind", flat=True))


def readers(cast) -> set[str]:
    return {who for who in EVERYBODY if Minutes.objects.visible_to(cast.person(who)).exists()}


@pytest.mark.parametrize("who", EVERYBODY[1:])
def test_who_may_write_minutes(cast, who):
    meeting = factories.held(cast)
    try:
        actions.write_minutes(meeting, by=cast.person(who), text="Nous avons ri.")
    except PermissionDenied:
        assert who not in INSIDE
    assert Minutes.objects.count() == (who in INSIDE)


def test_minutes_come_once_the_session_has_begun(cast):
    with pytest.raises(PermissionDenied, match="begun"):
        actions.write_minutes(factories.session(cast), by=cast.member, text="Trop tôt.")


def test_the_second_to_save_another_text_is_shown_the_first(cast):
    meeting = factories.held(cast)
    first = actions.write_minutes(meeting, by=cast.member, text="Le texte de Mina.")
    with pytest.raises(actions.MinutesChanged) as told:
        actions.write_minutes(meeting, by=cast.claire, text="Le texte de Claire.")
    assert told.value.current == first
    both = actions.write_minutes(meeting, by=cast.claire, text="Les deux textes.", expected_revision=1)
    assert (both.text, both.revision, both.written_by.person) == ("Les deux textes.", 2, cast.claire)


def test_sending_the_same_text_twice_changes_nothing(cast):
    meeting = factories.held(cast)
    for _ in range(2):
        kept = actions.write_minutes(meeting, by=cast.member, text="Le même texte.\r\n")
    assert (kept.revision, kinds()) == (1, ["minutes.written"])


@pytest.mark.parametrize("empty", ["", "  \n\t "])
def test_empty_minutes_are_refused(cast, empty):
    with pytest.raises(ValidationError, match="few words"):
        actions.write_minutes(factories.held(cast), by=cast.member, text=empty)


AUDIENCES = {
    # the session's audience: whom one person alone may show the minutes to
    "session": {"session"},
    "community": {"session", "community"},
    "network": {"session", "community"},
    "public": {"session", "community"},
}


@pytest.mark.parametrize("of_the_session", AUDIENCES)
@pytest.mark.parametrize("audience", ["session", "community", "network", "public"])
def test_one_person_shows_minutes_to_the_community_at_most(cast, of_the_session, audience):
    meeting = factories.held(cast, audience=of_the_session)
    try:
        kept = actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.", audience=audience).audience
    except ValidationError:
        kept = None
    assert kept == (audience if audience in AUDIENCES[of_the_session] else None)


def test_narrowing_is_free_and_going_back_is_not(cast):
    meeting = factories.held(cast)
    actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    narrow = actions.write_minutes(meeting, by=cast.claire, text="Nous avons ri.", audience="session")
    assert (narrow.audience, narrow.written_by.person, kinds()) == (
        "session",
        cast.member,
        ["minutes.written", "minutes.narrowed"],
    )
    with pytest.raises(ValidationError, match="two people"):
        actions.write_minutes(meeting, by=cast.claire, text="Nous avons ri.", audience="community")


def test_minutes_follow_a_session_shown_to_fewer_people(cast):
    meeting = factories.held(cast)
    actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    actions.change_meeting(meeting, by=cast.awa, audience="session")
    assert Minutes.objects.get().audience == "session"


def test_minutes_stay_when_their_session_is_shown_further(cast):
    meeting = factories.held(cast)
    actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    actions.change_meeting(meeting, by=cast.awa, audience="public")
    assert readers(cast) == READERS


def widened(cast, to: str = "public") -> Minutes:
    meeting = factories.held(cast, audience="public")
    minutes = actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    act = actions.ask_to_widen_minutes(minutes, audience=to, by=cast.awa)
    acts.confirm(act, by=cast.claire)
    return Minutes.objects.get()


def test_two_people_of_two_organisations_show_minutes_further(cast):
    widened(cast)
    assert readers(cast) == set(EVERYBODY)
    assert kinds() == ["minutes.written", "minutes.widened"]


def test_one_person_alone_does_not(cast):
    meeting = factories.held(cast, audience="public")
    minutes = actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    act = actions.ask_to_widen_minutes(minutes, audience="public", by=cast.awa)
    with pytest.raises(PermissionDenied):
        acts.confirm(act, by=cast.awa)
    assert readers(cast) == READERS


def test_what_was_agreed_on_holds_for_these_words_alone(cast):
    meeting = factories.held(cast, audience="public")
    minutes = actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    act = actions.ask_to_widen_minutes(minutes, audience="public", by=cast.awa)
    actions.write_minutes(meeting, by=cast.member, text="Nous avons pleuré.", expected_revision=1)
    with pytest.raises(PermissionDenied, match="changed since"):
        acts.confirm(act, by=cast.claire)


def test_new_words_come_back_to_the_community(cast):
    minutes = widened(cast)
    again = actions.write_minutes(
        minutes.meeting, by=cast.member, text="D'autres mots.", audience="public", expected_revision=1
    )
    assert (again.audience, readers(cast)) == ("community", READERS)


@pytest.mark.parametrize(
    ("of_the_session", "of_the_minutes", "to", "says"),
    [
        ("community", "community", "public", "not shown that far"),
        ("public", "community", "community", "already"),
        ("public", "session", "community", "stay there"),
    ],
)
def test_how_far_two_people_may_show_them(cast, of_the_session, of_the_minutes, to, says):
    meeting = factories.held(cast, audience=of_the_session)
    minutes = actions.write_minutes(meeting, by=cast.member, text="Nous avons ri.", audience=of_the_minutes)
    with pytest.raises(PermissionDenied, match=says):
        actions.ask_to_widen_minutes(minutes, audience=to, by=cast.awa)


def test_whoever_may_not_read_them_does_not_write_over_them(cast):
    """Otherwise the page that shows both texts would show them."""
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.awa], by=cast.awa)
    actions.write_minutes(meeting, by=cast.awa, text="Entre nous.", audience="session")
    with pytest.raises(PermissionDenied, match="those who took part"):
        actions.write_minutes(meeting, by=cast.member, text="Autre chose.")


def test_the_journal_of_a_chatham_house_session_does_not_say_who_wrote(cast):
    meeting = factories.held(cast, chatham_house=True)
    actions.write_minutes(meeting, by=cast.member, text="Il a été dit que…")
    entry = JournalEntry.objects.get(kind="minutes.written_unnamed")
    assert (entry.by, entry.facts) == (None, {"number": 1})


def test_two_saves_from_two_pages_show_both_texts(cast, as_):
    meeting = factories.held(cast)
    address = meeting.get_absolute_url() + "minutes/"
    mina, claire = as_("member"), as_("claire")
    form = {"audience": "community", "expected_revision": "0"}
    assert mina.post(address, form | {"text": "Le texte de Mina."}).status_code == 302
    answer = claire.post(address, form | {"text": "Le texte de Claire."})
    assert answer.status_code == 409
    assert "Le texte de Mina." in answer.text
    assert "Le texte de Claire." in answer.text
    assert 'name="expected_revision" value="1"' in answer.text
    assert Minutes.objects.get().text == "Le texte de Mina."
    chosen = form | {"text": "Le texte de Claire.", "expected_revision": "1"}
    assert claire.post(address, chosen).status_code == 302
    assert Minutes.objects.get().text == "Le texte de Claire."


def test_hostile_minutes_are_shown_as_words(cast, as_):
    meeting = factories.held(cast)
    hostile = "<script>alert(1)</script> [lien](javascript:alert(2)) <svg onload=alert(3)>"
    actions.write_minutes(meeting, by=cast.member, text=hostile)
    page = as_("claire").get(meeting.get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<svg onload" not in page
    assert 'href="javascript' not in page


def test_two_million_letters_are_refused_and_kept_in_the_form(cast, as_):
    meeting = factories.held(cast)
    text = "Nous avons parlé. " * 110_000
    sent = {"text": text, "audience": "community", "expected_revision": "0"}
    answer = as_("member").post(meeting.get_absolute_url() + "minutes/", sent)
    assert answer.status_code == 422
    assert text.strip() in answer.text
    assert Minutes.objects.count() == 0


def test_nobody_lets_themselves_in_to_minutes_by_noting_that_they_came(cast):
    meeting = factories.held(cast)
    actions.note_attendance(meeting, came=[cast.claire], by=cast.claire)
    actions.write_minutes(meeting, text="Ce qui s'est dit.", audience="session", by=cast.claire)
    with pytest.raises(PermissionDenied, match="it is for them to note who came"):
        actions.note_attendance(meeting, came=[cast.claire, cast.member], by=cast.member)
    assert not Minutes.objects.visible_to(cast.member).exists()


def test_an_act_shows_no_minutes_kept_since_to_those_who_took_part(cast, as_):
    meeting = factories.held(cast, audience="network")
    minutes = actions.write_minutes(meeting, text="Ce qui s'est dit.", by=cast.claire)
    act = actions.ask_to_widen_minutes(minutes, audience="network", by=cast.awa)
    page = f"/c/cp-genre/acts/{act.pk}/"
    shown = as_("member").get(page).text
    assert ("est dit" in shown, meeting.title in shown) == (True, True)
    Minutes.objects.update(audience="session")
    shown = as_("member").get(page).text
    assert ("est dit" in shown, meeting.title in shown) == (False, False)
