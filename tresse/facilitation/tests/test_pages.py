"""The pages: what they show to whom, what they do with bad input, how many queries they take."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from tresse.core import clock
from tresse.facilitation import actions
from tresse.facilitation.models import Draw, NetworkMethod, Part, Role, Turn
from tresse.facilitation.tests import factories
from tresse.meetings import actions as meetings
from tresse.meetings.actions import Planned
from tresse.meetings.methods import METHODS
from tresse.meetings.moments import length
from tresse.meetings.tests import factories as sessions

METHOD = {
    "name": "Marche",
    "gesture": "On marche.",
    "fewest": "2",
    "most": "9",
    "care": "",
    "steps-TOTAL_FORMS": "2",
    "steps-INITIAL_FORMS": "0",
    "steps-0-name": "Marcher",
    "steps-0-minutes": "30",
    "steps-0-words": "Allons-y.\nDehors.",
    "steps-0-questions": "Que voyez-vous ?\n\n Et là ?",
    "steps-0-groups": "",
    "steps-1-name": "",
    "steps-1-minutes": "10",
    "steps-1-groups": "0",
}


@pytest.fixture
def meeting(cast):
    return factories.under_way(cast)


def where(name, meeting, *rest):
    return reverse(f"facilitation:{name}", args=[meeting.community.slug, meeting.number, *rest])


@pytest.mark.parametrize("key", METHODS)
def test_each_method_is_told_step_by_step(client, cast, key):
    page = client.get(f"/methods/{key}/", headers={"Accept-Language": "en"}).content.decode()
    for step in METHODS[key].steps:
        assert str(step.name) in page
    with translation.override("en"):
        assert length(timedelta(minutes=METHODS[key].minutes)) in page


@pytest.mark.parametrize("key", ["gone", "new-2", "Troika", "x" * 300])
def test_a_method_that_is_not_there_is_not_found(client, cast, key):
    assert client.get(f"/methods/{key}/").status_code == 404


def test_a_steward_writes_a_method_and_says_it_anew(cast, as_):
    browser = as_("steward")
    assert browser.post("/methods/new/", METHOD).status_code == 302
    method = NetworkMethod.objects.get()
    step = method.as_method().steps[0]
    assert (method.key, step.minutes, step.questions) == ("marche", 30, ("Que voyez-vous ?", "Et là ?"))
    again = METHOD | {"name": "La marche", "steps-1-name": "Revenir"}
    assert browser.post("/methods/marche/edit/", again).status_code == 302
    assert [step.name for step in method.steps.all()] == ["Marcher", "Revenir"]
    assert "La marche" in as_("visitor").get("/methods/").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"most": "1"},
        {"fewest": "x"},
        {"steps-0-name": ""},
        {"steps-0-minutes": "0"},
        {"steps-0-minutes": ""},
        {"steps-0-groups": "-3"},
        {"name": "x" * 200},
        {"steps-TOTAL_FORMS": "100000"},
    ],
)
def test_what_is_no_method_is_shown_again_with_what_was_typed(cast, as_, wrong):
    answer = as_("steward").post("/methods/new/", METHOD | wrong)
    assert (answer.status_code, NetworkMethod.objects.count()) == (422, 0)
    assert "Allons-y." in answer.text


def test_steps_that_cannot_be_counted_are_asked_for_again(cast, as_):
    answer = as_("steward").post("/methods/new/", METHOD | {"steps-TOTAL_FORMS": "x"})
    assert (answer.status_code, NetworkMethod.objects.count()) == (422, 0)


def test_words_of_a_method_never_become_code(cast, as_):
    factories.own_method(cast, gesture="<script>1</script>", steps=[actions.StepTerms("<b>a</b>", 5, "<i>b</i>")])
    page = as_("visitor").get("/methods/marche-apprenante/").text
    assert "<script>1" not in page
    assert "<b>a" not in page
    assert "<i>b" not in page


def test_the_page_shows_the_step_its_words_and_what_comes_next(cast, as_, meeting):
    actions.go_on(meeting, seen=0, by=cast.awa)
    actions.go_on(meeting, seen=1, by=cast.awa)
    page = as_("member").get(where("run", meeting)).text
    now = page.partition('id="now"')[2].partition("</section>")[0]
    assert "One round" in now
    assert "Who begins?" in now
    assert "1. Statement" in now
    assert "Next step" not in now  # she does not run it
    assert "Next step" in as_("awa").get(where("run", meeting)).text


def test_whoever_watches_is_told_only_what_is_new(cast, as_, meeting):
    browser, state = as_("member"), where("state", meeting)
    assert browser.get(state, {"seen": "0.0"}).status_code == 204
    actions.go_on(meeting, seen=0, by=cast.awa)
    fragment = browser.get(state, {"seen": "0.0"})
    assert fragment.text.strip().startswith('<section id="now"')
    assert browser.get(state, {"seen": "1.0"}).status_code == 204
    actions.give_time(meeting, seen="1.0", minutes=2, by=cast.awa)
    assert browser.get(state, {"seen": "1.0"}).status_code == 200


def test_watching_asks_little_of_the_database(cast, as_, meeting, django_assert_max_num_queries):
    actions.go_on(meeting, seen=0, by=cast.awa)
    browser = as_("member")
    with django_assert_max_num_queries(7):
        browser.get(where("state", meeting), {"seen": "1.0"})


def test_it_is_run_with_and_without_javascript(cast, as_, meeting):
    browser = as_("awa")
    answer = browser.post(where("next", meeting), {"seen": "0.0"})
    assert answer["Location"] == where("run", meeting)
    fragment = browser.post(where("next", meeting), {"seen": "1.0"}, headers={"HX-Request": "true"})
    assert fragment.text.strip().startswith('<section id="now"')
    browser.post(where("time", meeting), {"seen": "2.0", "minutes": "5"})
    browser.post(where("previous", meeting), {"seen": "2.5"})
    browser.post(where("end", meeting), {"seen": "3.0"})
    turns = list(Turn.objects.order_by("number").values_list("step", "added", "is_end"))
    assert turns == [(0, 0, False), (1, 5, False), (0, 0, False), (0, 0, True)]
    assert "All the steps are done" in browser.get(where("run", meeting)).text


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "9" * 5000, "0.0.0", "١", "<b>"])
def test_what_was_never_seen_moves_nothing(cast, as_, meeting, seen):
    actions.go_on(meeting, seen=0, by=cast.awa)
    sent = {"seen": seen, "minutes": seen}
    statuses = {as_("awa").post(where(name, meeting), sent).status_code for name in ("next", "previous", "end")}
    assert (statuses, Turn.objects.count()) == ({302}, 1)
    assert as_("awa").post(where("time", meeting), sent).status_code == 422


def test_an_empty_agenda_says_what_to_do(cast, as_):
    bare = factories.under_way(cast, agenda=())
    assert "Propose a moment" in as_("member").get(where("run", bare)).text
    statuses = [
        as_("awa").post(where(name, bare), {"seen": "0.0"}).status_code for name in ("next", "previous", "end")
    ]
    assert statuses == [422, 422, 302]


@pytest.mark.parametrize("name", ["run", "groups"])
def test_pages_take_as_many_queries_for_one_moment_as_for_three(cast, as_, name, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        method = factories.own_method(cast)
        meeting = factories.under_way(cast, agenda=[Planned("Marche", 30, method.key)] * number)
        for _round in range(number):
            actions.draw_groups(meeting, people=[cast.awa, cast.member, cast.claire], size=3, by=cast.awa)
        actions.go_on(meeting, seen=0, by=cast.awa)
        browser = as_("awa")
        browser.get(where(name, meeting))  # what Django looks up once for all is known from here
        with django_assert_max_num_queries(32) as counted:
            assert browser.get(where(name, meeting)).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_roles_are_taken_and_passed_on_from_the_page_of_the_session(cast, as_):
    meeting = sessions.session(cast)
    browser = as_("member")
    page = browser.get(meeting.get_absolute_url()).text
    assert page.count("nobody yet") == 4
    browser.post(where("roles", meeting))
    assert Part.objects.count() == 4
    taken = browser.post(where("role", meeting, "writes"))
    assert taken["Location"] == f"{meeting.get_absolute_url()}#roles"
    assert Part.objects.held().get().membership == cast.place("member")
    browser.post(where("role_passing", meeting, "writes"))
    assert not Part.objects.held().exists()
    assert browser.post(where("role", meeting, "king")).status_code == 404


def test_nobody_outside_reads_who_carries_an_open_session(cast, as_):
    meeting = sessions.session(cast, audience="public", is_open=True)
    actions.take_role(meeting, Role.WRITES, by=cast.member)
    for who in ("visitor", "outsider", "steward", "neighbour"):
        assert "Mina Membre" not in as_(who).get(meeting.get_absolute_url()).text


def test_a_chatham_house_session_says_nothing_of_its_roles_once_it_is_over(cast, as_):
    meeting = factories.under_way(cast, chatham_house=True)
    actions.take_role(meeting, Role.WRITES, by=cast.member)
    assert "Mina Membre" in as_("claire").get(meeting.get_absolute_url()).text
    with clock.at(meeting.ends_at + timedelta(minutes=1)):
        assert "Mina Membre" not in as_("claire").get(meeting.get_absolute_url()).text


def test_groups_are_drawn_put_right_and_completed_from_their_page(cast, as_, meeting):
    for who in (cast.awa, cast.claire, cast.member, cast.former):
        meetings.answer_invitation(meeting, answer="coming", by=who)
    browser, here = as_("awa"), where("groups", meeting)
    page = browser.get(here).text
    assert page.count("checked") == 4
    people = [cast.awa.pk, cast.claire.pk, cast.member.pk, cast.former.pk]
    assert browser.post(here, {"people": people, "size": "2"}).status_code == 302
    draw = Draw.objects.get()
    assert draw.seats.count() == 4
    lot = draw.lot
    browser.post(where("round_again", meeting, 1))
    draw.refresh_from_db()
    assert draw.lot != lot
    browser.post(where("latecomer", meeting, 1), {"who": f"person-{cast.newcomer.pk}"})
    seat = draw.seats.get(person=cast.awa)
    browser.post(where("round", meeting, 1), {f"seat-{seat.pk}": "0"})
    assert {str(seat.person) for seat in draw.seats.all()} == {
        "Claire Roux", "Mina Membre", "Farid Ancien", "Tom Nouveau",
    }  # fmt: skip
    assert "With whom you have worked" in as_("member").get(here).text


@pytest.mark.parametrize("sent", [{}, {"size": "2"}, {"people": ["999"], "size": "2"}, {"size": "x"}])
def test_a_draw_that_cannot_be_is_shown_again(cast, as_, meeting, sent):
    answer = as_("awa").post(where("groups", meeting), sent)
    assert (answer.status_code, Draw.objects.count()) == (422, 0)


@pytest.mark.parametrize("who", ["", "person-", "person-999", "guest-1", "x"])
def test_nobody_unknown_is_given_a_place(cast, as_, meeting, who):
    draw = actions.draw_groups(meeting, people=[cast.awa, cast.member], size=2, by=cast.awa)
    assert as_("awa").post(where("latecomer", meeting, 1), {"who": who}).status_code == 302
    assert draw.seats.count() == 2


def test_a_chatham_house_session_draws_numbers_and_no_names(cast, as_):
    meeting = factories.under_way(cast, chatham_house=True)
    meetings.answer_invitation(meeting, answer="coming", by=cast.member)
    browser, here = as_("awa"), where("groups", meeting)
    assert "Mina Membre" not in browser.get(here).text
    assert browser.post(here, {"people": "7", "size": "3"}).status_code == 302
    assert "1 · 3 · 5 · 7" in browser.get(here).text
