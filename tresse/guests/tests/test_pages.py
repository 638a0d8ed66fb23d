"""What guests and members read, over HTTP."""

from functools import partial

import pytest
from django.test import Client

from tresse.confidence.actions import answer_authorisation
from tresse.confidence.models import Authorisation
from tresse.core import clock
from tresse.core.models import OutgoingMail
from tresse.documents import actions as documents
from tresse.guests import actions
from tresse.guests.models import Guest
from tresse.guests.tests import factories
from tresse.meetings import actions as sessions
from tresse.meetings.models import Attendance
from tresse.meetings.tests import factories as meetings

HOSTILE = ["<script>alert(1)</script>", "{{ name }}{% now %}", "' OR 1=1 --", "‮تجربة", "%(by)s %s", "=cmd|' /C'!A0"]


@pytest.fixture
def browser(cast):
    """A guest's: without an account, and as strict about forged forms as in life."""
    return Client(HTTP_ACCEPT_LANGUAGE="en", enforce_csrf_checks=True)


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("make", [factories.guest, factories.to_session, factories.to_document])
def test_reading_a_link_changes_nothing_sets_no_cookie_and_is_kept_nowhere(cast, browser, make):
    guest = make(cast)
    before = Guest.objects.values().get()
    for _time in range(2):
        read = browser.get(guest.get_absolute_url())
        assert browser.head(guest.get_absolute_url()).status_code == 200
        assert (read.status_code, dict(read.cookies)) == (200, {})
        assert "noindex" in read["X-Robots-Tag"]
        assert "no-store" in read["Cache-Control"]
    assert Guest.objects.values().get() == before


def test_a_guest_answers_a_question_and_the_members_read_it(cast, browser, as_):
    guest = factories.guest(cast)
    sent = browser.post(f"{guest.get_absolute_url()}answer/", {"answer": "En leur laissant les clés."}, follow=True)
    assert ("En leur laissant les clés." in text(sent), dict(sent.cookies)) == (True, {})
    listed = text(as_("newcomer").get(f"/c/{cast.community.slug}/guests/"))
    assert ("En leur laissant les clés." in listed, "Fatou Sarr" in listed, "fatou@example.org" in listed) == (
        True, True, False,
    )  # fmt: skip


@pytest.mark.parametrize("answer", ["", "   ", "x" * 8001, "\x00"])
def test_an_answer_that_cannot_be_taken_comes_back(cast, browser, answer):
    guest = factories.guest(cast)
    assert browser.post(f"{guest.get_absolute_url()}answer/", {"answer": answer}).status_code == 422
    assert Guest.objects.get().answer == ""


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "\x00"])
def test_a_name_that_cannot_be_taken_comes_back(cast, browser, name):
    guest = factories.guest(cast)
    assert browser.post(f"{guest.get_absolute_url()}name/", {"name": name}).status_code == 422
    assert Guest.objects.get().name == "Fatou Sarr"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_read_as_it_is(cast, browser, as_, name):
    guest = factories.to_session(cast)
    browser.post(f"{guest.get_absolute_url()}name/", {"name": name})
    browser.post(f"{guest.get_absolute_url()}coming/", {"answer": "coming"})
    assert Guest.objects.get().name == " ".join(name.split())
    for page in (guest.get_absolute_url(), guest.thing.get_absolute_url(), f"/c/{cast.community.slug}/guests/"):
        assert "<script>alert" not in text(as_("member").get(page))
    calendar = text(browser.get(f"{guest.get_absolute_url()}session.ics"))
    assert "BEGIN:VEVENT" in calendar


def test_a_guest_of_a_session_reads_its_announcement_and_programme_and_no_more(cast, browser):
    meeting = meetings.session(cast, intention="Choisir trois situations.")
    sessions.add_agenda_item(meeting, by=cast.claire, title="Trois témoignages")
    sessions.answer_invitation(meeting, answer="coming", by=cast.newcomer)
    guest = factories.to_session(cast, meeting)
    with clock.at(meeting.starts_at):
        sessions.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    page = text(browser.get(guest.get_absolute_url()))
    seen = [
        "Ce que nos outils ne voient pas",
        "Choisir trois situations.",
        "Trois témoignages",
        "visio.example.org",
    ]
    unseen = ["Nous avons ri.", "Tom Nouveau", "Claire Roux", "Awa Diop"]
    assert ([word for word in seen if word not in page], [word for word in unseen if word in page]) == ([], [])


def test_a_guest_says_whether_they_come(cast, browser):
    guest = factories.to_session(cast)
    for answer in ("coming", "not_coming", "remotely", "remotely"):
        browser.post(f"{guest.get_absolute_url()}coming/", {"answer": answer})
    assert [(one.guest, one.answer) for one in Attendance.objects.filter(person=None)] == [(guest, "remotely")]
    assert browser.post(f"{guest.get_absolute_url()}coming/", {"answer": "perhaps"}).status_code == 422


def test_a_guest_s_calendar_leads_back_by_their_own_link(cast, browser):
    guest = factories.to_session(cast)
    calendar = text(browser.get(f"{guest.get_absolute_url()}session.ics")).replace("\r\n ", "")
    assert (guest.get_absolute_url() in calendar, guest.thing.get_absolute_url() in calendar) == (True, False)


def test_a_guest_of_a_document_reads_it_with_their_own_remarks_alone(cast, browser):
    document = factories.document_given(cast)
    asked = Authorisation.objects.get()
    answer_authorisation(asked, granted=True, attribution="unsigned", token=asked.token)
    guest, other = (
        factories.to_document(cast, document),
        factories.to_document(cast, document, email="o@example.org"),
    )
    block = document.blocks.order_by("position").first()
    documents.add_guest_remark(block, text="De l'autre.", guest=other)
    documents.add_remark(block, text="De Claire.", by=cast.claire)
    mine = documents.add_guest_remark(block, text="De moi.", guest=guest)
    documents.answer_remark(mine, answer="Répondu.", by=cast.claire)
    page = text(browser.get(guest.get_absolute_url()))
    seen = ["De moi.", "Répondu.", "Un secret de Rose.", "Ce que nous avons compris."]
    unseen = ["De l'autre.", "De l&#x27;autre.", "De Claire.", "Claire Roux", "Awa Diop", "Rose<", "Session"]
    assert ([word for word in seen if word not in page], [word for word in unseen if word in page]) == ([], [])


def test_words_not_authorised_are_neither_read_nor_remarked_by_a_guest(cast, browser):
    document = factories.document_given(cast)
    guest = factories.to_document(cast, document)
    held = document.blocks.quoting().get()
    assert "Un secret de Rose." not in text(browser.get(guest.get_absolute_url()))
    sent = browser.post(f"{guest.get_absolute_url()}b/{held.pk}/remarks/", {f"b{held.pk}-text": "Qui ?"})
    assert sent.status_code == 404


def test_a_block_of_another_document_is_not_found(cast, browser):
    guest, other = factories.to_document(cast), factories.document_given(cast, "Un autre")
    block = other.blocks.first()
    sent = browser.post(f"{guest.get_absolute_url()}b/{block.pk}/remarks/", {f"b{block.pk}-text": "Qui ?"})
    assert sent.status_code == 404


@pytest.mark.parametrize("remark", ["", "x" * 4001])
def test_a_remark_that_cannot_be_taken_comes_back_with_what_was_typed(cast, browser, remark):
    guest = factories.to_document(cast)
    block = guest.thing.blocks.order_by("position").first()
    sent = browser.post(f"{guest.get_absolute_url()}b/{block.pk}/remarks/", {f"b{block.pk}-text": remark})
    assert (sent.status_code, remark in text(sent)) == (422, True)


def test_members_see_what_a_guest_left_on_the_page_of_the_rereading(cast, browser, as_):
    guest = factories.to_document(cast)
    block = guest.thing.blocks.order_by("position").first()
    browser.post(f"{guest.get_absolute_url()}b/{block.pk}/remarks/", {f"b{block.pk}-text": "Pourquoi ?"})
    browser.post(f"{guest.get_absolute_url()}rereading/", {"word": "Clair et vif."})
    page = text(as_("claire").get(f"{guest.thing.get_absolute_url()}rereading/"))
    assert [word for word in ("Pourquoi ?", "Clair et vif.", "Fatou Sarr") if word not in page] == []


def test_the_form_refuses_what_the_rules_refuse_and_keeps_what_was_typed(cast, as_):
    sent = as_("member").post(
        f"/c/{cast.community.slug}/guests/new/",
        {"name": "Tom", "email": "tom@example.org", "language": "fr", "question": "Une question ?"},
    )
    assert (sent.status_code, "already in the community" in text(sent), "Une question ?" in text(sent)) == (
        422, True, True,
    )  # fmt: skip


WHOLE = {"name": "Fatou", "email": "fatou@example.org", "language": "fr", "question": "Une question ?"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 121},
        {"email": "nobody"},
        {"email": "a@b\nBcc: c@d.org"},
        {"email": "x" * 250 + "@example.org"},
        {"language": "tlh"},
        {"question": "  "},
        {"question": "x" * 501},
        {"word": "x" * 2001},
        {"name": "\x00"},
    ],
)
def test_an_invitation_that_cannot_be_sent_comes_back(cast, as_, wrong):
    sent = as_("member").post(f"/c/{cast.community.slug}/guests/new/", WHOLE | wrong)
    assert (sent.status_code, Guest.objects.count()) == (422, 0)


def test_an_invitation_sent_twice_leaves_once(cast, as_):
    for _time in range(2):
        as_("member").post(f"/c/{cast.community.slug}/guests/new/", WHOLE)
    assert (Guest.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize("make", [factories.guest, factories.to_session, factories.to_document])
def test_the_list_costs_the_same_with_one_and_with_three(cast, as_, make, django_assert_max_num_queries):
    browser, costs = as_("member"), []
    if make is factories.to_document:
        document = factories.document_given(cast)
        make = partial(make, document=document)
    for number in (1, 2, 3):
        make(cast, email=f"g{number}@example.org")
        with django_assert_max_num_queries(14) as asked:
            browser.get(f"/c/{cast.community.slug}/guests/")
        costs.append(len(asked))
    assert len(set(costs[1:])) == 1


def test_what_a_guest_reads_costs_the_same_whatever_was_said(cast, browser, django_assert_max_num_queries):
    document = factories.document_given(cast)
    guest, costs = factories.to_document(cast, document), []
    block = document.blocks.order_by("position").first()
    for number in (1, 2, 3):
        documents.add_guest_remark(block, text=f"Remarque {number}", guest=guest)
        documents.add_guest_remark(
            block,
            text=f"Remarque {number}",
            guest=factories.to_document(cast, document, email=f"g{number}@example.org"),
        )
        with django_assert_max_num_queries(14) as asked:
            browser.get(guest.get_absolute_url())
        costs.append(len(asked))
    assert len(set(costs[1:])) == 1


def test_ending_one_s_link_over_http(cast, browser):
    guest = factories.guest(cast)
    actions.answer_question(guest, answer="En les écoutant.")
    ended = browser.post(f"{guest.get_absolute_url()}end/", {"unnamed": "on"}, follow=True)
    assert (ended.status_code, Guest.objects.get().name) == (410, "")
