"""Coming in: by a mailed code, by a password, by invitation; and what stops one."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from tests.at_once import at_once
from tresse.accounts.models import Person
from tresse.core.models import OutgoingMail

CODE = re.compile(r"\d{4}-\d{4}")


@pytest.fixture(autouse=True)
def _no_tries_so_far():
    cache.clear()  # the limits of tries are counted there


@pytest.fixture
def browser(db) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def last_mail(to: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(to=to).latest("pk")


def code_sent(to: str) -> str:
    return CODE.search(last_mail(to).text)[0]


def is_in(browser: Client) -> bool:
    return browser.get("/me/profile/").status_code == 200


def ask_for_a_code(browser: Client, email: str, *, next: str = "", follow: bool = False):
    return browser.post("/accounts/login/", {"login": email, "next": next}, follow=follow)


def enter_code(browser: Client, email: str, *, next: str = ""):
    return browser.post("/accounts/login/code/confirm/", {"code": code_sent(email), "next": next})


def test_somebody_new_gives_a_name_and_an_address_then_the_code(browser):
    answer = browser.post("/accounts/signup/", {"name": "Awa Diop", "email": "awa@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert not is_in(browser)
    browser.post("/accounts/confirm-email/", {"code": code_sent("awa@example.org")})
    assert is_in(browser)
    person = Person.objects.get()
    assert (person.name, person.email, person.language) == ("Awa Diop", "awa@example.org", "en")
    assert not person.has_usable_password()


def test_one_signs_in_with_a_mailed_code_and_goes_where_one_wanted(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    page = ask_for_a_code(browser, "awa@example.org", next="/source/", follow=True)
    assert b'<input type="hidden" name="next" value="/source/">' in page.content
    answer = enter_code(browser, "awa@example.org", next="/source/")
    assert (answer.status_code, answer["Location"]) == (302, "/source/")
    assert is_in(browser)


def test_one_is_never_led_to_another_site(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org", next="https://elsewhere.example/")
    answer = enter_code(browser, "awa@example.org", next="https://elsewhere.example/")
    assert answer["Location"] == "/"


def test_the_code_comes_in_the_language_of_the_person(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="fr")
    ask_for_a_code(browser, "awa@example.org")
    mail = last_mail("awa@example.org")
    assert mail.subject.endswith("est votre code pour entrer")
    assert '<html lang="fr">' in mail.html


def test_a_mail_waits_in_the_outbox_and_says_why_one_receives_it(browser, mailoutbox):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org")
    assert mailoutbox == []
    mail = last_mail("awa@example.org")
    assert "You receive this mail because" in mail.text
    assert "You receive this mail because" in mail.html


def test_a_wrong_code_is_said_and_three_end_the_visit(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org")
    wrong = "0000-0000" if code_sent("awa@example.org") != "0000-0000" else "1111-1111"
    first = browser.post("/accounts/login/code/confirm/", {"code": wrong})
    assert b"Incorrect code." in first.content
    for _ in range(2):
        browser.post("/accounts/login/code/confirm/", {"code": wrong})
    enter_code(browser, "awa@example.org")
    assert not is_in(browser)


def test_a_code_is_good_once(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org")
    code = code_sent("awa@example.org")
    browser.post("/accounts/login/code/confirm/", {"code": code})
    browser.post("/accounts/logout/")
    assert not is_in(browser)
    browser.post("/accounts/login/code/confirm/", {"code": code})
    assert not is_in(browser)


def test_nobody_learns_here_who_has_an_account(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    known = ask_for_a_code(browser, "awa@example.org")
    unknown = ask_for_a_code(Client(HTTP_ACCEPT_LANGUAGE="en"), "nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert last_mail("nobody@example.org").subject == "No account has this address"


def test_signing_up_again_with_a_known_address_tells_only_its_owner(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    answer = browser.post("/accounts/signup/", {"name": "Somebody", "email": "awa@example.org"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    assert last_mail("awa@example.org").subject == "You have an account already"
    assert Person.objects.count() == 1


def test_a_password_is_optional_and_then_it_is_enough(browser):
    person = Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org")
    enter_code(browser, "awa@example.org")
    words = "a long sentence of mine"
    browser.post("/accounts/password/set/", {"password1": words, "password2": words})
    assert last_mail("awa@example.org").subject == "A password was added to your account."
    person.refresh_from_db()
    assert person.check_password(words)
    another = Client(HTTP_ACCEPT_LANGUAGE="en")
    another.post("/accounts/login/", {"login": "awa@example.org", "password": words})
    assert is_in(another)


def test_somebody_made_by_the_command_line_signs_in_by_code_at_once(browser):
    Person.objects.create_user("Steward@Example.org", "Sol", language="en")
    ask_for_a_code(browser, "steward@example.org")
    enter_code(browser, "steward@example.org")
    assert is_in(browser)


def test_many_tries_wait_and_are_told_why(browser):
    answers = [browser.post("/accounts/login/", {"login": "a@example.org", "password": "x"}) for _ in range(12)]
    late = answers[-1]
    assert late.status_code == 200
    assert b"Too many failed login attempts" in late.content
    for number in range(30):
        late = browser.post("/accounts/signup/", {"name": "Awa", "email": f"awa{number}@example.org"})
    assert late.status_code == 429
    assert b"many tries in a short time" in late.content


@pytest.mark.parametrize(
    "name",
    ["", "   ", "…", "123", "\u202e\u200b", "x" * 121, "Win money at https://spam.example", "www.spam.example"],
)
def test_what_is_no_name_is_refused_and_what_was_typed_stays(browser, name):
    answer = browser.post("/accounts/signup/", {"name": name, "email": "awa@example.org"})
    assert answer.status_code == 200
    assert b'value="awa@example.org"' in answer.content
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Awa   Diop ", "Awa Diop"),
        ("Zoë O’Brien-Łukasz", "Zoë O’Brien-Łukasz"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Awa\u202eDiop", "AwaDiop"),
        ("李", "李"),
        ("Awa\r\nBcc: all", "Awa Bcc: all"),
    ],
)
def test_a_name_is_kept_as_it_reads_and_never_becomes_code(browser, typed, kept):
    browser.post("/accounts/signup/", {"name": typed, "email": "awa@example.org"})
    browser.post("/accounts/confirm-email/", {"code": code_sent("awa@example.org")})
    assert Person.objects.get().name == kept
    assert b"<script>alert" not in browser.get("/source/").content


@pytest.mark.parametrize(
    "email", ["", "awa", "awa@", "a" * 300 + "@example.org", "awa@example.org\nBcc: b@example.org"]
)
def test_what_is_no_address_is_refused_and_the_name_stays(browser, email):
    answer = browser.post("/accounts/signup/", {"name": "Awa Diop", "email": email})
    assert answer.status_code == 200
    assert b'value="Awa Diop"' in answer.content
    assert not Person.objects.exists()


def test_by_invitation_only_a_stranger_is_told_how_one_comes_in(browser, settings):
    settings.TRESSE_SIGNUP = "invitation"
    answer = browser.get("/accounts/signup/")
    assert b"by invitation" in answer.content
    browser.post("/accounts/signup/", {"name": "Awa", "email": "awa@example.org"})
    assert not Person.objects.exists()


def test_whoever_comes_with_an_invitation_finds_the_form_filled_in(browser, settings, rf):
    from tresse.accounts import entrance

    settings.TRESSE_SIGNUP = "invitation"
    request = rf.get("/")
    request.session = browser.session
    entrance.let_in(request, email="awa@example.org", name="Awa Diop")
    request.session.save()
    page = browser.get("/accounts/signup/")
    assert b'value="Awa Diop"' in page.content
    assert b'value="awa@example.org"' in page.content
    browser.post("/accounts/signup/", {"name": "Awa Diop", "email": "awa@example.org"})
    assert Person.objects.get().email == "awa@example.org"


@pytest.mark.django_db(transaction=True)
def test_two_forms_sent_at_the_same_instant_make_one_account():
    def signs_up():
        return Client(HTTP_ACCEPT_LANGUAGE="en").post(
            "/accounts/signup/", {"name": "Awa Diop", "email": "awa@example.org"}
        )

    answers = at_once(signs_up, signs_up, signs_up)
    # The last may be asked to wait (429), as anybody who sends the same address many times in a row.
    assert {answer.status_code for answer in answers} <= {302, 429}
    assert Person.objects.count() == 1


def test_capitals_do_not_make_another_person(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en")
    browser.post("/accounts/signup/", {"name": "Awa", "email": "AWA@Example.ORG"})
    assert Person.objects.count() == 1
    another = Client(HTTP_ACCEPT_LANGUAGE="en")
    ask_for_a_code(another, "Awa@EXAMPLE.org")
    enter_code(another, "awa@example.org")
    assert is_in(another)


def test_a_closed_account_does_not_come_in(browser):
    Person.objects.create_user("awa@example.org", "Awa", language="en", is_active=False)
    ask_for_a_code(browser, "awa@example.org")
    assert not is_in(browser)
    assert last_mail("awa@example.org").subject == "No account has this address"


def test_the_address_changes_once_the_new_one_is_confirmed(browser):
    person = Person.objects.create_user("awa@example.org", "Awa", language="en")
    ask_for_a_code(browser, "awa@example.org")
    enter_code(browser, "awa@example.org")
    browser.post("/accounts/email/", {"action_add": "1", "email": "new@example.org"})
    person.refresh_from_db()
    assert person.email == "awa@example.org"
    browser.post("/accounts/confirm-email/", {"code": code_sent("new@example.org")})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert last_mail("awa@example.org").subject == "The address of your account was changed."


def test_a_forgotten_password_is_chosen_anew_with_a_code(browser):
    person = Person.objects.create_user("awa@example.org", "Awa", "an old sentence of mine", language="en")
    browser.post("/accounts/password/reset/", {"email": "awa@example.org"})
    browser.post("/accounts/password/reset/confirm/", {"code": code_sent("awa@example.org")})
    words = "a new sentence of mine"
    browser.post("/accounts/password/reset/complete/", {"password1": words, "password2": words})
    person.refresh_from_db()
    assert person.check_password(words)


def test_signing_out_leaves_nothing_in_the_browser(browser):
    browser.force_login(Person.objects.create_user("mina@example.org", "Mina Membre", language="en"))
    answer = browser.post("/accounts/logout/")
    assert (answer.status_code, answer["Clear-Site-Data"], is_in(browser)) == (302, '"storage"', False)


def test_what_one_typed_before_one_s_session_ended_waits_for_one_s_return(browser):
    ask_for_a_code(browser, "mina@example.org")
    answer = browser.post("/accounts/logout/", {"next": "/accounts/login/"})  # « Start again », a wrong code later
    assert (answer.status_code, answer.get("Clear-Site-Data")) == (302, None)
