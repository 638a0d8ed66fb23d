import pytest
from django.db import models
from django.forms.models import fields_for_model

from tresse.networks.models import Network


@pytest.fixture
def in_the_example(cast):
    cast.network.is_example = True
    cast.network.save()
    return cast.network


def test_before_there_is_a_network_neither(client, db):
    assert client.get("/cast/").status_code == 404
    assert client.post("/cast/1/").status_code == 404


def test_in_the_example_a_visitor_becomes_a_member_then_somebody_else(client, cast, in_the_example):
    for person in (cast.member, cast.awa):
        response = client.post(f"/cast/{person.pk}/")
        assert (response.status_code, response["Location"]) == (302, "/")
        assert client.session["_auth_user_id"] == str(person.pk)


def test_looking_at_the_cast_makes_nobody_of_you(client, cast, in_the_example):
    assert client.get(f"/cast/{cast.member.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_nobody_becomes_a_person_who_left_or_never_was(client, cast, in_the_example):
    cast.member.is_active = False
    cast.member.save()
    assert client.post(f"/cast/{cast.member.pk}/").status_code == 404
    assert client.post("/cast/999999/").status_code == 404


def test_another_site_cannot_press_the_button(cast, in_the_example, client):
    client.handler.enforce_csrf_checks = True
    assert client.post(f"/cast/{cast.member.pk}/").status_code == 403


def test_the_page_says_what_each_is(client, cast, in_the_example):
    page = client.get("/cast/", headers={"accept-language": "en"}).content.decode()
    for said in (
        "CP Genre: co-facilitation",
        "CP Genre: on trial",
        "CP Genre: has not signed the charter yet",
        "CP Genre: member",
        "accompanies the network",
        "has an account, and no community yet",
    ):
        assert said in page


def test_it_costs_the_same_whatever_the_number_of_people(
    client, cast, in_the_example, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get("/cast/")


def test_no_form_can_make_a_network_an_example(as_, cast):
    field = Network._meta.get_field("is_example")
    assert isinstance(field, models.BooleanField)
    assert not field.editable

    assert "is_example" not in fields_for_model(Network)
    steward = as_("steward")
    for address in ("/network/", "/network/edit/", "/"):
        steward.post(address, {"name": "X", "short_name": "X", "language": "fr", "is_example": "on"})
    assert not Network.objects.get().is_example
