"""Publishing and withdrawing take two people of two organisations, and happen once (E4, P4)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.confidence.models import Authorisation
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.library.models import Publication
from tresse.library.tests.factories import asked_to_publish, confirmed, publishable, published
from tresse.lifecycle.publishing import ask_to_publish, ask_to_withdraw
from tresse.memberships import acts


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("awa", False),  # she asked
        ("claire", True),
        ("former", True),  # another organisation, and a member like any other
        ("member", True),
        ("newcomer", False),  # on trial
        ("unsigned", False),
        ("neighbour", False),
        ("outsider", False),
        ("steward", False),
    ],
)
def test_who_confirms_a_publication(cast, who, may):
    act = asked_to_publish(cast, publishable(cast))
    try:
        acts.confirm(act, by=cast.person(who))
    except PermissionDenied:
        assert not may
    assert Publication.objects.count() == int(may)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("awa", True),
        ("claire", True),
        ("former", False),
        ("member", False),
        ("newcomer", False),
        ("unsigned", False),
        ("neighbour", False),
        ("outsider", False),
        ("steward", False),
    ],
)
def test_who_asks_for_a_publication(cast, who, may):
    document = publishable(cast)
    try:
        act = ask_to_publish(document, by=cast.person(who))
    except PermissionDenied:
        assert not may
    else:
        assert may
        assert act.is_waiting


def test_what_leaves_is_a_version_at_an_address_of_its_own(cast):
    document = publishable(cast)
    publication = published(cast, document)
    assert (publication.version, publication.title, publication.community, publication.cycle) == (
        1,
        document.title,
        cast.community,
        cast.cycle,
    )
    assert publication.kinds == " method text trial_error voice "
    assert publication.objective_key == "exploration"
    assert publication.digest == publication.act.terms["digest"]
    entry = JournalEntry.objects.get(kind="document.published")
    assert (entry.by, entry.facts["asked_by_person"], entry.facts["address"]) == (
        cast.claire,
        cast.awa.pk,
        publication.address,
    )


def test_a_new_version_keeps_the_address_and_replaces_the_one_before(cast):
    document = publishable(cast)
    first = published(cast, document)
    document.blocks.filter(kind_key="text").update(body="Mieux dit.")
    second = published(cast, document)
    first.refresh_from_db()
    assert (second.address, second.version, second.replaced_at) == (first.address, 2, None)
    assert first.replaced_at is not None
    assert list(Publication.objects.current()) == [second]


def test_an_authorisation_taken_back_in_between_stops_it(cast):
    act = asked_to_publish(cast, publishable(cast))
    Authorisation.objects.update(granted=False, attribution="", named_as="")
    with pytest.raises(PermissionDenied):
        confirmed(cast, act)
    assert not Publication.objects.exists()


def test_a_block_changed_in_between_stops_it(cast):
    document = publishable(cast)
    act = asked_to_publish(cast, document)
    document.blocks.filter(kind_key="text").update(body="Glissé au dernier moment.")
    with pytest.raises(PermissionDenied, match="The document has changed since"):
        confirmed(cast, act)
    assert not Publication.objects.exists()


def test_confirming_twice_publishes_once(cast):
    act = confirmed(cast, asked_to_publish(cast, publishable(cast)))
    with pytest.raises(PermissionDenied):
        confirmed(cast, act)
    assert Publication.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_at_the_same_instant_publish_once():
    cast = build_cast()
    act = asked_to_publish(cast, publishable(cast))
    answers = at_once(
        lambda: acts.confirm(act, by=cast.claire),
        lambda: acts.confirm(act, by=cast.member),
        lambda: acts.confirm(act, by=cast.former),
    )
    assert sorted(type(answer).__name__ for answer in answers) == [
        "ActByTwo",
        "PermissionDenied",
        "PermissionDenied",
    ]
    assert Publication.objects.count() == 1
    assert JournalEntry.objects.filter(kind="document.published").count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Autre"},
        {"content": {"blocks": []}},
        {"credits": {}},
        {"trail": {}},
        {"licence": "CC-BY-4.0"},
        {"digest": "0" * 64},
        {"address": "autre"},
        {"kinds": " text "},
        {"published_at": clock.now()},
        {"version": 2},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_itself_refuses_to_change_what_was_published(cast, change):
    publication = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(**change)


def test_the_database_itself_refuses_to_remove_what_was_published(cast):
    publication = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM library_publication WHERE id = %s", [publication.pk])


def test_withdrawing_takes_two_and_leaves_the_reason_on_every_version(cast):
    document = publishable(cast)
    published(cast, document)
    document.blocks.filter(kind_key="text").update(body="Mieux dit.")
    latest = published(cast, document)
    act = ask_to_withdraw(latest, by=cast.claire, because="Une personne citée le demande.")
    assert Publication.objects.filter(withdrawn_at=None).count() == 2
    acts.confirm(act, by=cast.awa)
    assert (
        list(Publication.objects.values_list("withdrawn_because", flat=True))
        == ["Une personne citée le demande."] * 2
    )
    assert not Publication.objects.current().exists()
    assert JournalEntry.objects.filter(kind="publication.withdrawn").count() == 1


def test_withdrawing_without_a_reason_is_refused(cast):
    with pytest.raises(PermissionDenied, match="Say why"):
        ask_to_withdraw(published(cast), by=cast.awa, because="   ")


def test_what_was_withdrawn_may_leave_again_as_a_new_version(cast):
    document = publishable(cast)
    first = published(cast, document)
    acts.confirm(ask_to_withdraw(first, by=cast.awa, because="À revoir."), by=cast.claire)
    second = published(cast, document)
    assert (second.address, second.version, second.withdrawn_at) == (first.address, 2, None)
