"""What surrounds every page."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, override_settings
from django.views.defaults import permission_denied

VISITED = ["/accessibility/", "/source/", "/nowhere/"]


@pytest.mark.parametrize("address", VISITED)
def test_a_visitor_receives_no_cookie(as_, address):
    response = as_("visitor").get(address)
    assert response.cookies == {}


def test_a_page_says_it_is_an_example_only_in_the_example_network(as_, cast):
    assert b"example network" not in as_("visitor").get("/source/").content
    cast.network.is_example = True
    cast.network.save()
    assert b"example network" in as_("visitor").get("/source/").content


def test_htmx_comes_only_once_signed_in(as_):
    assert b"htmx" not in as_("visitor").get("/source/").content
    assert b"htmx.min.js" in as_("member").get("/source/").content


def test_a_page_stands_before_the_network_has_a_name(client, db):
    response = client.get("/source/", HTTP_ACCEPT_LANGUAGE="en")
    assert response.status_code == 200
    assert b"Tresse" in response.content


def test_a_fault_of_ours_is_told_without_the_database(client):
    from django.template.loader import render_to_string

    assert "<h1>" in render_to_string("500.html")


@override_settings(LANGUAGE_CODE="fr")
def test_a_page_says_its_language(as_):
    assert b'<html lang="en">' in as_("visitor").get("/source/").content


def test_a_form_without_its_token_is_told_what_to_do(cast):
    browser = Client(enforce_csrf_checks=True, HTTP_ACCEPT_LANGUAGE="en")
    answer = browser.post("/accounts/login/", {"login": "mina@example.org"})
    assert answer.status_code == 403
    assert b"This form is too old to be sent" in answer.content


def test_a_refusal_shows_its_sentence(as_, rf, cast):
    request = rf.get("/")
    request.user, request.session, request.network = cast.member, {}, cast.network
    answer = permission_denied(request, PermissionDenied("It takes <two> people."))
    assert answer.status_code == 403
    assert b"It takes &lt;two&gt; people." in answer.content


def test_what_does_not_exist_leads_a_visitor_to_sign_in_and_back(as_):
    answer = as_("visitor").get('/no/"where"/?a=b')
    assert answer.status_code == 404
    assert b"/accounts/login/?next=/no/%22where%22/" in answer.content


def test_a_page_has_one_way_in_for_everybody(as_):
    page = as_("visitor").get("/source/").content.decode()
    assert [page.count(mark) for mark in ("<h1", "<main", "<header", "<footer", 'class="skip" href="#main"')] == [
        1
    ] * 5


def test_pages_hold_few_queries(as_, django_assert_max_num_queries):
    browser = as_("member")
    with django_assert_max_num_queries(4):
        browser.get("/source/")
    visitor = as_("visitor")
    with django_assert_max_num_queries(2):
        visitor.get("/source/")
