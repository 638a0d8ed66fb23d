"""The pages by which a document leaves: what is missing, what will be read, one who asks, one who confirms."""

import pytest
from django.urls import reverse

from tresse.documents.models import Document
from tresse.library.models import Publication
from tresse.library.tests.factories import asked_to_publish, publishable, published
from tresse.memberships.models import ActByTwo


def page(document: Document, name: str = "publishing") -> str:
    return reverse(f"lifecycle:{name}", args=[document.community.slug, document.pk])


def empty(cast) -> Document:
    return Document.objects.create(
        community=cast.community, cycle=cast.cycle, title="Un début", begun_by=cast.place("awa")
    )


def test_what_is_missing_is_said_with_what_does_it(cast, as_):
    document = empty(cast)
    answer = as_("member").get(page(document))
    assert [condition.met for condition in answer.context["gate"].conditions] == [
        False,
        False,
        False,
        True,
        True,
        False,
        True,
    ]
    for condition in answer.context["gate"].missing:
        assert f'href="{condition.href}"' in answer.text
        assert condition.missing in answer.text
    assert "What exactly will happen" not in answer.text


def test_what_will_be_read_is_shown_whole_before_anybody_asks(cast, as_):
    answer = as_("awa").get(page(publishable(cast)))
    for words in (
        "Everyone, on the web, without an account",
        "Creative Commons Attribution – Share alike 4.0",
        "Mina Membre",
        "Nord solidaire",
        "Nous sommes parties d’une <em>gêne</em>.",
        "Ask to publish it",
    ):
        assert words in answer.text


def test_who_holds_no_mandate_reads_why_they_do_not_ask(cast, as_):
    answer = as_("member").get(page(publishable(cast)))
    assert "This takes a live mandate of co-facilitation or co-steering." in answer.text


def test_one_asks_another_confirms_and_it_is_in_the_library(cast, as_):
    document = publishable(cast)
    asked = as_("awa").post(page(document, "ask_to_publish"))
    act = ActByTwo.objects.get()
    assert asked.url == reverse("memberships:act", args=["cp-genre", act.pk])
    read = as_("claire").get(asked.url)
    assert "Nous sommes parties d’une <em>gêne</em>." in read.text
    as_("claire").post(reverse("memberships:confirm_act", args=["cp-genre", act.pk]))
    publication = Publication.objects.get()
    assert publication.title in as_("visitor").get("/library/").context["shelf"][0].title
    assert publication.get_version_url() in as_("claire").get(asked.url).text
    assert publication.get_absolute_url() in as_("member").get(page(document)).text


def test_asking_twice_is_asking_once(cast, as_):
    document = publishable(cast)
    for _ in range(2):
        as_("awa").post(page(document, "ask_to_publish"))
    assert ActByTwo.objects.count() == 1


def test_nobody_asks_as_long_as_something_is_missing(cast, as_):
    answer = as_("awa").post(page(empty(cast), "ask_to_publish"))
    assert answer.status_code == 403
    assert not ActByTwo.objects.exists()


def test_what_changed_since_it_was_asked_for_says_so_and_is_not_confirmed(cast, as_):
    document = publishable(cast)
    act = asked_to_publish(cast, document)
    document.blocks.filter(kind_key="text").update(body="Autre chose")
    address = reverse("memberships:act", args=["cp-genre", act.pk])
    assert "The document has changed since this was asked for" in as_("claire").get(address).text
    assert as_("claire").post(address + "confirmation/").status_code == 403
    assert not Publication.objects.exists()


def test_withdrawing_keeps_what_was_typed_when_something_is_missing(cast, as_):
    document = published(cast).document
    answer = as_("awa").post(page(document, "withdrawing"), {"because": " "})
    assert answer.status_code == 422
    answer = as_("awa").post(page(document, "withdrawing"), {"because": "x" * 1001})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    answer = as_("awa").post(page(document, "withdrawing"), {"because": "Une personne le demande."})
    assert "Une personne le demande." in as_("claire").get(answer.url).text


def test_what_was_never_published_is_not_withdrawn(cast, as_):
    assert as_("awa").get(page(publishable(cast), "withdrawing")).status_code == 404


def test_one_says_not_to_be_named_and_changes_one_s_mind(cast, as_):
    document = publishable(cast)
    browser = as_("member")
    browser.post(page(document, "naming"), {"named": "no"})
    answer = browser.get(page(document))
    assert "You asked not to be named" in answer.text
    assert "Ailleurs" not in answer.context["shot"].credits["organisations"]
    browser.post(page(document, "naming"), {"named": "yes"})
    assert "Ailleurs" in browser.get(page(document)).context["shot"].credits["organisations"]


@pytest.mark.parametrize("asked", [False, True])
def test_the_page_takes_few_queries(cast, as_, asked, django_assert_max_num_queries):
    document = publishable(cast)
    if asked:
        asked_to_publish(cast, document)
    browser = as_("awa")
    browser.get(page(document))
    with django_assert_max_num_queries(13):
        browser.get(page(document))
