"""The library and its publications as everyone reads them."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from tresse.confidence.models import Audience
from tresse.documents.models import Document
from tresse.library.tasks import typeset
from tresse.library.tests.factories import asked_to_publish, confirmed, publishable, published, reread
from tresse.lifecycle.publishing import ask_to_withdraw
from tresse.memberships import acts
from tresse.networks.models import Theme

SECRET = "Ce que nous ne disons qu'entre nous"


@pytest.fixture
def reader(as_):
    return as_("visitor")


def titles(answer) -> list[str]:
    return [publication.title for publication in answer.context["shelf"]]


def copied(document: Document, **changes: Any) -> Document:
    """Another document made from the same sessions, without its quotations."""
    copy = Document.objects.get(pk=document.pk)
    copy.pk = None
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    for block in document.blocks.exclude(kind_key="voice"):
        block.pk, block.document = None, copy
        block.save()
    reread(copy, document.rereadings.get().by)
    return copy


def test_an_empty_library_says_what_will_come(cast, reader):
    answer = reader.get("/library/")
    assert answer.status_code == 200
    assert "Nothing has been published yet" in answer.text


def test_nothing_of_an_unpublished_document_shows(cast, reader):
    """S1: a draft, even seen by everyone; one asked for; one whose blocks would answer the search."""
    document = publishable(cast, title=SECRET, summary=SECRET, audience=Audience.PUBLIC)
    asked_to_publish(cast, document)
    published(cast, copied(document, title="Autre", summary=""))
    for address in (
        "/library/",
        f"/library/?words={SECRET}",
        "/library/?kind=voice",
        "/library/?community=cp-genre",
    ):
        assert SECRET not in reader.get(address).text.replace(f'value="{SECRET}"', "")
    assert titles(reader.get("/library/")) == ["Autre"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=carnet", ["Faire place : carnet de découverte"]),
        ("words=genre", ["Second", "Faire place : carnet de découverte"]),
        ("words=rien+de+tel", []),
        ("objective=exploration", ["Second", "Faire place : carnet de découverte"]),
        ("objective=experimentation", []),
        ("kind=voice", ["Faire place : carnet de découverte"]),
        ("kind=method", ["Second", "Faire place : carnet de découverte"]),
        ("language=en", ["Second"]),
        ("theme=genre", ["Second", "Faire place : carnet de découverte"]),
        ("community=cp-genre", ["Second", "Faire place : carnet de découverte"]),
        ("community=cp-ecsi", ["Second", "Faire place : carnet de découverte"]),  # not a choice: left out
        ("objective=%00%27%22%3Cscript%3E", ["Second", "Faire place : carnet de découverte"]),
        ("page=999", ["Second", "Faire place : carnet de découverte"]),
        ("page=x", ["Second", "Faire place : carnet de découverte"]),
    ],
)
def test_one_finds_a_publication(cast, reader, asked, found):
    cast.community.themes.add(Theme.objects.create(name="Genre", slug="genre"))
    first = published(cast).document
    published(cast, copied(first, title="Second", language="en"))
    assert titles(reader.get(f"/library/?{asked}")) == found


@pytest.mark.parametrize("many", [1, 3])
def test_the_library_takes_as_many_queries_for_one_as_for_three(cast, reader, many, django_assert_num_queries):
    first = published(cast).document
    for number in range(many - 1):
        published(cast, copied(first, title=f"Suite {number}"))
    with django_assert_num_queries(6):
        reader.get("/library/")


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_a_publication_takes_few_queries(cast, as_, who, django_assert_max_num_queries):
    publication = published(cast)
    browser = as_(who)
    with django_assert_max_num_queries(6):
        browser.get(publication.get_absolute_url())


def test_a_publication_is_read_whole(cast, reader):
    publication = published(cast)
    page = reader.get(publication.get_absolute_url())
    for words in (
        "Faire place",
        "Nous sommes parties d’une <em>gêne</em>.",
        "<li>Noter</li>",
        "Mina Membre",
        "Awa Diop",
        "Nord solidaire",
        "Internal session of March 2026",
        "Session of April 2026: “Qui parle ? (2)”",
        "Creative Commons Attribution – Share alike 4.0",
        "The thread of the exchange",
        "Version 1, ",
        f"/p/{publication.address}/v1/faire-place-carnet-de-decouverte.pdf",
    ):
        assert words in page.text


def test_reference_managers_and_networks_read_its_metadata(cast, reader, settings):
    publication = published(cast)
    page = reader.get(publication.get_absolute_url()).text
    read = dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))
    address = f"{settings.TRESSE_URL}/p/{publication.address}/v1/"
    assert {name: read[name] for name in read if name.startswith(("citation_", "DC.", "og:"))} == {
        "citation_title": publication.title,
        "citation_author": "CP Genre",
        "citation_publication_date": f"{publication.published_at:%Y/%m/%d}",
        "citation_language": "fr",
        "citation_publisher": "Réseau d&#x27;essai",
        "citation_pdf_url": address + "faire-place-carnet-de-decouverte.pdf",
        "citation_public_url": address,
        "DC.type": "Text",
        "DC.title": publication.title,
        "DC.creator": "CP Genre",
        "DC.contributor": "Sud en commun",
        "DC.date": f"{publication.published_at:%Y-%m-%d}",
        "DC.language": "fr",
        "DC.identifier": address,
        "DC.rights": "https://creativecommons.org/licenses/by-sa/4.0/",
        "og:type": "article",
        "og:title": publication.title,
        "og:description": "Ce que huit organisations ont appris en regardant qui parle.",
        "og:url": address,
        "og:site_name": "Réseau d&#x27;essai",
        "og:locale": "fr",
    }


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ network }}{% url 'x' %}",
        "](javascript:alert(1))",
    ],
)
def test_hostile_words_stay_words(cast, reader, hostile):
    document = publishable(cast, title=hostile, summary=hostile)
    document.blocks.exclude(kind_key="voice").update(body=hostile, title=hostile)
    page = reader.get(published(cast, document).get_absolute_url()).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_an_old_version_says_that_a_newer_one_exists(cast, reader):
    document = publishable(cast)
    first = published(cast, document)
    document.blocks.filter(kind_key="text").update(body="Mieux dit.")
    published(cast, document)
    old = reader.get(first.get_version_url())
    assert "You are reading version 1." in old.text
    assert "Mieux dit." not in old.text
    assert "Mieux dit." in reader.get(first.get_absolute_url()).text


@pytest.mark.parametrize(
    "address", ["/p/nulle-part/", "/p/nulle-part/v1/", "/p/nulle-part/v1/x.pdf", "/p/{}/v2/", "/p/{}/v0/"]
)
def test_an_address_that_was_never_given_is_not_found(cast, reader, address):
    assert reader.get(address.format(published(cast).address)).status_code == 404


def test_what_is_withdrawn_leaves_a_notice_and_nothing_else(cast, reader):
    publication = published(cast)
    typeset.call(publication.pk)
    publication.refresh_from_db()
    acts.confirm(ask_to_withdraw(publication, by=cast.awa, because="Une personne le demande."), by=cast.claire)
    for address in (
        publication.get_absolute_url(),
        publication.get_version_url(),
        publication.get_pdf_url(),
    ):
        answer = reader.get(address)
        assert answer.status_code == 410
        assert "Une personne le demande." in answer.text
        assert "gêne" not in answer.text
    assert titles(reader.get("/library/")) == []


def test_a_pdf_that_is_not_there_yet_is_awaited_kindly_and_asked_for_once(
    cast, reader, django_capture_on_commit_callbacks
):
    cache.clear()
    publication = published(cast)
    DBTaskResult.objects.all().delete()
    for _ in range(3):
        answer = reader.get(publication.get_pdf_url())
        assert (answer.status_code, answer["Refresh"]) == (202, "5")
    assert DBTaskResult.objects.count() == 1


def test_a_pdf_is_given_under_its_own_name(cast, reader):
    publication = published(cast)
    typeset.call(publication.pk)
    publication.refresh_from_db()
    answer = reader.get(publication.get_pdf_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="faire-place-carnet-de-decouverte.pdf"'
    assert len(b"".join(answer)) == publication.pdf_size
    assert reader.get(f"/p/{publication.address}/v1/autre.pdf").status_code == 301


def test_a_pdf_whose_file_was_lost_is_made_again(cast, reader):
    cache.clear()
    publication = published(cast)
    typeset.call(publication.pk)
    publication.refresh_from_db()
    publication.pdf.storage.delete(publication.pdf.name)
    assert reader.get(publication.get_pdf_url()).status_code == 202
    assert typeset.call(publication.pk)
    assert reader.get(publication.get_pdf_url()).status_code == 200


def test_publishing_asks_for_its_pdf(cast, django_capture_on_commit_callbacks):
    act = asked_to_publish(cast, publishable(cast))
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(cast, act)
    assert [task.task_path for task in DBTaskResult.objects.all()] == ["tresse.library.tasks.typeset_published"]
