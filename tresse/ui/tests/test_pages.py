"""What surrounds every page."""

import pytest
from django.test import override_settings

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
