"""What somebody says about themselves, and how pages follow it."""

import pytest
from django.utils import timezone

from tresse.accounts.models import Person

SAID = {"name": "Mina M.", "about": "Facilitates in Lille", "language": "fr", "time_zone": "Africa/Dakar"}


def test_a_profile_is_kept_and_the_answer_is_in_the_new_language(as_, cast):
    browser = as_("member")
    answer = browser.post("/me/profile/", SAID, follow=True)
    cast.member.refresh_from_db()
    assert {key: getattr(cast.member, key) for key in SAID} == SAID
    assert "C’est enregistré" in answer.content.decode()
    assert '<html lang="fr">' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "buy at www.spam.example"},
        {"about": "x" * 201},
        {"language": "tlh"},
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
    ],
)
def test_what_cannot_be_kept_is_said_and_stays_typed(as_, cast, wrong):
    answer = as_("member").post("/me/profile/", SAID | wrong)
    assert answer.status_code == 422
    assert b'role="alert"' in answer.content
    assert Person.objects.get(pk=cast.member.pk).name == cast.member.name


def test_nobody_changes_the_profile_of_another(as_, cast):
    as_("member").post("/me/profile/", SAID | {"id": cast.awa.pk, "pk": cast.awa.pk, "email": "taken@example.org"})
    cast.awa.refresh_from_db()
    assert cast.awa.name == "Awa Diop"
    assert not Person.objects.filter(email="taken@example.org").exists()


def test_pages_come_in_the_language_of_the_person_whatever_the_browser_asks(as_, cast):
    Person.objects.filter(pk=cast.member.pk).update(language="fr")
    answer = as_("member").get("/source/", HTTP_ACCEPT_LANGUAGE="en")
    assert answer["Content-Language"] == "fr"
    assert '<html lang="fr">' in answer.content.decode()


@pytest.mark.parametrize("zone", ["Africa/Dakar", "Nowhere/Atall", ""])
def test_times_are_in_the_zone_of_the_person_for_the_time_of_the_page(as_, cast, zone):
    before = timezone.get_current_timezone_name()
    Person.objects.filter(pk=cast.member.pk).update(time_zone=zone)
    assert as_("member").get("/source/").status_code == 200
    assert timezone.get_current_timezone_name() == before


def test_a_visitor_chooses_a_language_and_only_then_has_a_cookie(as_):
    browser = as_("visitor")
    answer = browser.post("/language/", {"language": "fr", "next": "/source/"})
    assert (answer.status_code, answer["Location"], set(answer.cookies)) == (302, "/source/", {"language"})
    assert '<html lang="fr">' in browser.get("/source/").content.decode()


def test_choosing_a_language_once_signed_in_is_kept_with_the_person(as_, cast):
    as_("member").post("/language/", {"language": "fr", "next": "/"})
    cast.member.refresh_from_db()
    assert cast.member.language == "fr"


@pytest.mark.parametrize("language", ["", "tlh", "fr\r\nSet-Cookie: a=b", "<b>"])
def test_a_language_we_do_not_speak_changes_nothing(as_, language):
    answer = as_("visitor").post("/language/", {"language": language, "next": "/source/"})
    assert (answer.status_code, answer["Location"], dict(answer.cookies)) == (302, "/source/", {})


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_the_switch_never_leads_to_another_site(as_, elsewhere):
    assert as_("visitor").post("/language/", {"language": "fr", "next": elsewhere})["Location"] == "/"
