"""The pages of date polls: what they show to whom, what they do with bad input, how many queries they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.polls import actions
from tresse.polls.models import Poll, PollAnswer
from tresse.polls.tests.factories import answered, in_days, later, poll


def proposed(**said: str) -> dict[str, str]:
    """The form of a poll on two moments, in ten days."""
    usual = {"title": "Ce que nos outils ne voient pas", "minutes": "120", "time_zone": "Europe/Paris"}
    usual |= {"closes_on": (clock.today() + timedelta(days=5)).isoformat(), "audience": "community"}
    lines = {"moments-TOTAL_FORMS": "12", "moments-INITIAL_FORMS": "0"}
    for line, days in enumerate((10, 12)):
        lines[f"moments-{line}-day"] = (clock.today() + timedelta(days=days)).isoformat()
    return usual | lines | {"moments-0-begins": "14:00"} | said


def address(cast, name: str = "polls:new", *more) -> str:
    return reverse(name, args=[cast.community.slug, *more])


def test_a_poll_is_opened_by_a_plain_form(cast, as_):
    answer = as_("awa").post(address(cast), proposed(), follow=True)
    opened = Poll.objects.get()
    assert answer.redirect_chain == [(opened.get_absolute_url(), 302)]
    # The second line had no hour: it took the one above it.
    begins = [moment.starts_at.astimezone(opened.zone) for moment in opened.moments.all()]
    assert [str(moment.time()) for moment in begins] == ["14:00:00"] * 2
    assert str(opened.closes_at.astimezone(opened.zone).time()) == "23:59:00"


HUGE = "é" * 1_000_000
BAD = {
    "nothing at all": ({}, "This field is required."),
    "no title": (proposed(title=""), "This field is required."),
    "a title of a million letters": (proposed(title=HUGE), "at most 140 characters"),
    "one moment": (proposed(**{"moments-1-day": ""}), "Propose two moments at least"),
    "no hour": (proposed(**{"moments-0-begins": ""}), "Say at what time it would begin."),
    "the thirtieth of February": (proposed(**{"moments-0-day": "2031-02-30"}), "Enter a valid date."),
    "twenty-five o'clock": (proposed(**{"moments-0-begins": "25:00"}), "Enter a valid time."),
    "the same twice": (proposed(**{"moments-1-day": proposed()["moments-0-day"]}), "are the same"),
    "closed after the first moment": (proposed(closes_on=proposed()["moments-0-day"]), "before the first"),
    "a zone nobody knows": (proposed(time_zone="Europe/Ys"), "Select a valid choice"),
    "a link that is none": (proposed(link="javascript:alert(1)"), "Enter a valid URL."),
    "a count that is none": (proposed(**{"moments-TOTAL_FORMS": "beaucoup"}), ""),
    "a letter that is no letter": (proposed(title="a\x00b"), "Null characters are not allowed."),
    "ten thousand lines": (proposed(**{"moments-TOTAL_FORMS": "10000"}), ""),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_form_comes_back_with_a_sentence_and_what_was_typed(cast, as_, case):
    sent, says = BAD[case]
    answer = as_("awa").post(address(cast), sent)
    assert (answer.status_code, says in answer.text, Poll.objects.count()) == (422, True, 0)
    if "\x00" not in sent.get("title", ""):
        assert sent.get("title", "") in answer.text


def test_an_hour_that_never_strikes_is_said_beside_it(winter, cast, as_):
    sent = proposed(**{"moments-0-day": "2027-03-28", "moments-0-begins": "2:30"})
    assert "this hour does not exist there" in as_("awa").post(address(cast), sent).text


@pytest.mark.parametrize("sent", [{}, {"m1": "perhaps"}, {"m9": "yes"}, {"m1": ""}])
def test_an_answer_that_is_none_comes_back_with_a_sentence(cast, as_, sent):
    opened = poll(cast)
    answer = as_("member").post(address(cast, "polls:answer", opened.number), sent)
    assert (answer.status_code, PollAnswer.objects.count()) == (422, 0)
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("chosen", ["", "beaucoup", "7", "9" * 5000, "²"])
def test_a_choice_that_is_none_comes_back_with_a_sentence(cast, as_, chosen):
    opened = poll(cast)
    answer = as_("awa").post(address(cast, "polls:choice", opened.number), {"moment": chosen})
    assert (answer.status_code, "Choose one of the moments proposed." in answer.text) == (422, True)


def test_reading_a_mailed_address_changes_nothing_and_answering_needs_no_account(cast, as_):
    opened = poll(cast)
    link = opened.links.get(membership=cast.place("member"))
    before = JournalEntry.objects.count()
    page = as_("visitor").get(link.get_absolute_url())
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
    assert (PollAnswer.objects.count(), JournalEntry.objects.count()) == (0, before)
    done = as_("visitor").post(f"{link.get_absolute_url()}answer/", {"m1": "yes", "m3": "if_need_be"}, follow=True)
    assert "Thank you, this is kept." in done.text
    said = PollAnswer.objects.values_list("membership__person__name", "moment__number", "voice")
    assert sorted(said) == [("Mina Membre", 1, "yes"), ("Mina Membre", 3, "if_need_be")]


def test_a_mailed_address_says_when_the_poll_is_closed_called_off_or_settled(cast, as_):
    opened = poll(cast)
    link = opened.links.get(membership=cast.place("member")).get_absolute_url()
    with later(opened):
        assert "The time to answer is over." in as_("visitor").get(link).text
        assert as_("visitor").post(f"{link}answer/", {"m1": "yes"}).status_code == 403
    actions.settle(opened, number=1, by=cast.awa)
    assert "The moment is chosen:" in as_("visitor").get(link).text
    other = actions.call_off(poll(cast), by=cast.awa)
    link = other.links.get(membership=cast.place("member")).get_absolute_url()
    assert "This poll was called off." in as_("visitor").get(link).text


def test_the_page_says_who_could_come_to_whoever_is_inside(cast, as_):
    opened = answered(poll(cast), cast, member="yn?", newcomer="nyn")
    page = as_("former").get(opened.get_absolute_url())
    rows = page.context["sheet"].rows
    told = [[sorted(map(str, people)) for people in (row.could, row.if_need_be, row.could_not)] for row in rows]
    assert told == [
        [["Mina Membre"], [], ["Tom Nouveau"]],
        [["Tom Nouveau"], [], ["Mina Membre"]],
        [[], ["Mina Membre"], ["Tom Nouveau"]],
    ]
    assert "2 people have answered." in page.text
    assert "Choose the moment" not in page.text
    assert "Choose the moment" in as_("awa").get(opened.get_absolute_url()).text


def test_under_the_chatham_house_rule_nobody_reads_who_could_come(cast, as_):
    opened = answered(poll(cast, chatham_house=True), cast, member="yn?", newcomer="nyn")
    for who in ("awa", "former", "member"):
        page = as_(who).get(opened.get_absolute_url()).text
        names = {name for name in ("Mina Membre", "Tom Nouveau") if f">{name}</" in page or f"{name}," in page}
        assert names - {str(cast.person(who))} == set()
    settled = actions.settle(opened, number=1, by=cast.awa)
    assert "nothing is kept of who could come" in as_("awa").get(opened.get_absolute_url()).text
    assert "Mina" not in as_("awa").get(settled.get_absolute_url()).text


def test_whoever_left_unsigned_is_not_named(cast, as_):
    opened = answered(poll(cast), cast, member="yyy")
    place = cast.place("member")
    place.left_at, place.stays_as = clock.now(), "unsigned"
    place.save()
    assert "Mina" not in as_("awa").get(opened.get_absolute_url()).text


@pytest.mark.parametrize(
    ("who", "told"), [("member", True), ("visitor", False), ("neighbour", False), ("steward", False)]
)
def test_the_list_of_sessions_tells_those_inside_that_a_date_is_looked_for(cast, as_, who, told):
    opened = poll(cast, title="Titre-du-sondage")
    page = as_(who).get(address(cast, "meetings:meetings")).text
    assert ("Titre-du-sondage" in page) == told
    with later(opened):
        assert ("A moment is about to be chosen." in as_(who).get(address(cast, "meetings:meetings")).text) == told
    with clock.at(in_days(20)):
        assert "Titre-du-sondage" not in as_(who).get(address(cast, "meetings:meetings")).text


def test_the_page_of_the_session_leads_back_to_the_poll_for_those_inside(cast, as_):
    opened = poll(cast, audience="public")
    session = actions.settle(opened, number=1, by=cast.awa)
    told = {
        who: opened.get_absolute_url() in as_(who).get(session.get_absolute_url()).text
        for who in ("member", "visitor")
    }
    assert told == {"member": True, "visitor": False}


@pytest.mark.parametrize("name", ["page", "mailed"])
def test_the_queries_do_not_grow_with_answers_and_moments(cast, as_, name):
    few = answered(poll(cast, days=(10, 11)), cast, member="yn")
    everybody = dict.fromkeys(("member", "former", "newcomer", "claire"), "yn?y")
    many = answered(poll(cast, days=tuple(range(10, 20))), cast, **everybody)
    counts = set()
    for one in (few, many):
        mailed = one.links.get(membership=cast.place("member")).get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            as_("awa").get(mailed if name == "mailed" else one.get_absolute_url())
        counts.add(len(queries))
    assert len(counts) == 1


def test_the_list_takes_the_same_queries_with_one_poll_and_with_three(cast, as_):
    counts = set()
    for _ in range(3):
        poll(cast)
        with CaptureQueriesContext(connection) as queries:
            as_("awa").get(address(cast, "meetings:meetings"))
        counts.add(len(queries))
    assert len(counts) == 1
