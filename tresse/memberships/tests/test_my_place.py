"""« My place »: what is mine here, and the archive of it (S8)."""

import json
import zipfile
from io import BytesIO

import pytest

from config.own_data import OWN_DATA
from tests.cast import Cast
from tresse.communities.models import Community, Stage
from tresse.confidence.tests import factories as confidence
from tresse.core import clock
from tresse.documents.tests import factories as documents
from tresse.meetings import actions as meetings
from tresse.meetings.tests import factories as sessions
from tresse.memberships import actions
from tresse.memberships.archive import archive_of
from tresse.memberships.models import Mandate, Membership

HERE = "/c/cp-genre/my-place/"


def opened(archive: bytes) -> tuple[dict[str, list], str]:
    """What the archive says: its parts by title, and its page."""
    with zipfile.ZipFile(BytesIO(archive)) as files:
        assert files.namelist() == ["index.html", "data.json"]
        data = json.loads(files.read("data.json"))
        return {part["title"]: part["rows"] for part in data["parts"]}, files.read("index.html").decode()


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Mina wrote, said and did something everywhere."""
    document = documents.document(cast)
    documents.text(document, cast.member, body="Ce que j'ai vu <b>là-bas</b>.")
    meeting = sessions.held(cast)
    meetings.note_attendance(meeting, came=[cast.member], by=cast.claire)
    meetings.write_minutes(meeting, by=cast.member, text="Nous avons ri.")
    confidence.granted(cast)
    return cast


def test_the_archive_holds_what_is_mine_to_read_and_as_data(busy: Cast) -> None:
    parts, page = opened(archive_of(busy.place("member")))
    assert {"My place", "The charter I signed", "My sessions", "The minutes I wrote", "The blocks I brought",
            "The texts I wrote"} <= set(parts)  # fmt: skip
    assert parts["The minutes I wrote"][0]["text"] == "Nous avons ri."
    assert "Ce que j&#x27;ai vu &lt;b&gt;là-bas&lt;/b&gt;." in page
    assert "data.json" in page


def test_it_holds_nothing_of_others(busy: Cast) -> None:
    _parts, page = opened(archive_of(busy.place("newcomer")))
    assert "là-bas" not in page
    assert "Nous avons ri" not in page


def test_it_is_in_the_language_of_its_owner(cast: Cast) -> None:
    cast.member.language = "fr"
    cast.member.save()
    _parts, page = opened(archive_of(cast.place("member")))
    assert '<html lang="fr">' in page


def test_every_concept_answers_for_anybody(cast: Cast) -> None:
    for who in ("member", "newcomer", "unsigned", "late", "awa"):
        parts, _page = opened(archive_of(cast.place(who)))
        assert "My place" in parts
    assert len(set(OWN_DATA)) == len(OWN_DATA)


def test_a_year_of_writing_is_taken_along_in_a_constant_number_of_queries(
    cast: Cast, django_assert_max_num_queries
):
    document = documents.document(cast)
    for number in range(30):
        documents.text(document, cast.member, body=f"Bloc {number}")
    with django_assert_max_num_queries(60):
        parts, _page = opened(archive_of(cast.place("member")))
    assert len(parts["The blocks I brought"]) == 30


def test_leaving_by_the_page_with_a_note_and_no_name(as_, cast: Cast) -> None:
    mandate = Mandate.objects.get(membership=cast.place("awa"))
    browser = as_("awa")
    page = browser.get(f"{HERE}leaving/").text
    assert "The mandates you hold end today." in page
    sent = {"stays_as": "unsigned", "role": "", f"note-{mandate.pk}": "Tout est au carnet."}
    left = browser.post(f"{HERE}leaving/", sent, follow=True)
    assert "You have left “CP Genre”" in left.text
    mandate.refresh_from_db()
    assert (mandate.handover, cast.place("awa").stays_as) == ("Tout est au carnet.", "unsigned")
    assert [browser.get(address).status_code for address in ("/c/cp-genre/members/", f"{HERE}leaving/")] == [
        404,
        404,
    ]
    assert browser.get(f"{HERE}data.zip").status_code == 200


@pytest.mark.parametrize(
    "sent", [{}, {"stays_as": "role", "role": " "}, {"stays_as": "king"}, {"stays_as": "role", "role": "x" * 121}]
)
def test_a_form_that_does_not_say_how_one_stays_changes_nothing(as_, cast: Cast, sent) -> None:
    assert as_("member").post(f"{HERE}leaving/", sent).status_code == 422
    assert cast.place("member").left_at is None


def test_the_last_one_inside_is_told_before_leaving_that_nobody_can_let_anyone_in(as_, cast: Cast) -> None:
    told = "You are the last one inside"
    assert told not in as_("member").get(f"{HERE}leaving/").text
    Membership.objects.filter(community=cast.community).exclude(person=cast.member).update(left_at=clock.now())
    assert told in as_("member").get(f"{HERE}leaving/").text
    Community.objects.filter(pk=cast.community.pk).update(stage=Stage.CLOSED, closed_on=clock.today())
    assert told not in as_("member").get(f"{HERE}leaving/").text


def test_pausing_and_coming_back_by_the_page(as_, cast: Cast) -> None:
    browser = as_("member")
    paused = browser.post(f"{HERE}pause/", follow=True)
    assert "You have been pausing since" in paused.text
    refused = browser.get("/c/cp-genre/members/invitation/")
    assert (refused.status_code, "Come back first" in refused.text) == (403, True)
    browser.post(f"{HERE}return/")
    assert browser.get("/c/cp-genre/members/invitation/").status_code == 200


def test_one_moves_to_another_organisation_by_the_page(as_, cast: Cast) -> None:
    as_("member").post(f"{HERE}organisation/", {"organisation": cast.south.pk})
    assert cast.place("member").organisation == cast.south


def test_my_place_is_the_present_one_after_coming_back(as_, cast: Cast) -> None:
    actions.leave(cast.community, by=cast.member)
    Membership.objects.create(
        community=cast.community, person=cast.member, since=clock.now(), signed_at=clock.now()
    )
    assert "Stepping back" in as_("member").get(HERE).text
