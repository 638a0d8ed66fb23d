"""What leaves, to the letter: and nothing that would tell who did not want to be named."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from tresse.confidence.models import Attribution
from tresse.documents.models import Block, BlockRevision, Document
from tresse.documents.queries import trace_of
from tresse.library.actions import be_named
from tresse.library.content import snapshot
from tresse.library.tests.factories import SAID, authorise, block, publishable, quotation


def shot(document):
    return snapshot(trace_of(document))


def test_everything_that_leaves_is_said_here(cast):
    document = publishable(cast)
    left = shot(document)
    march, april = {"month": "2026-03", "title": ""}, {"month": "2026-04", "title": "Qui parle ? (2)"}
    nothing_borrowed = {"borrowed_from": "", "borrowed_licence": "", "link": ""}
    assert left.content == {
        "blocks": [
            {
                "kind": "text",
                "tone": "plain",
                "title": "D'où l'on part",
                "body": "Nous sommes parties d'une *gêne*.",
                "signed": "",
                "source": march,
                **nothing_borrowed,
            },
            {
                "kind": "method",
                "tone": "card",
                "title": "Compter la parole",
                "body": "1. Noter\n2. Compter",
                "signed": "",
                "source": april,
                **nothing_borrowed,
            },
            {
                "kind": "trial_error",
                "tone": "warning",
                "title": "Un essai",
                "body": "Nous avons cru que…",
                "signed": "",
                "source": april,
                **nothing_borrowed,
            },
            {
                "kind": "voice",
                "tone": "quote",
                "title": "",
                "body": SAID,
                "signed": "Mina Membre",
                "source": march,
                **nothing_borrowed,
            },
        ]
    }
    assert left.credits == {
        "organisations": ["Ailleurs", "Nord solidaire", "Sud en commun"],
        "people": [
            {"name": "Awa Diop", "contributions": ["wrote", "brought", "facilitated"]},
            {"name": "Claire Roux", "contributions": ["wrote", "facilitated"]},
            {"name": "Farid Ancien", "contributions": ["reread", "facilitated"]},
            {"name": "Mina Membre", "contributions": ["wrote", "testified"]},
        ],
    }
    assert left.trail == {
        "sessions": [march, april],
        "organisations": 3,
        "rereaders": 1,
        "remarks": 1,
        "authorisations": 1,
    }


@pytest.mark.parametrize(
    ("attribution", "named_as", "signed"),
    [
        (Attribution.NAMED, "Tom Nouveau", "Tom Nouveau"),
        (Attribution.ROLE, "une animatrice de réseau", "une animatrice de réseau"),
        (Attribution.ORGANISATION, "Ailleurs", "Ailleurs"),
        (Attribution.UNSIGNED, "", ""),
    ],
)
def test_somebody_quoted_is_named_as_they_chose_and_nowhere_else(cast, attribution, named_as, signed):
    document = publishable(cast)
    said = quotation(document, cast.place("newcomer"), "Je n'ose pas encore.")
    Block.objects.filter(pk=said.pk).update(
        quoted_person=cast.newcomer, quoted_name="Tom Nouveau", quoted_email="tom@example.org"
    )
    BlockRevision.objects.create(block=said, number=0, body="", by=cast.place("newcomer"))
    authorise(said, cast.newcomer, attribution=attribution, named_as=named_as)
    left = shot(document)
    everything = json.dumps([left.content, left.credits, left.trail], ensure_ascii=False)
    assert left.content["blocks"][-1]["signed"] == signed
    assert ("Tom" in everything) == (attribution == Attribution.NAMED)
    assert "tom@example.org" not in everything


@pytest.mark.parametrize("attribution", [Attribution.ROLE, Attribution.ORGANISATION, Attribution.UNSIGNED])
def test_words_nobody_signed_do_not_say_which_session_they_come_from(cast, attribution):
    document = publishable(cast)
    voice = document.blocks.quoting().get()
    authorise(voice, cast.member, attribution=attribution, named_as="une membre")
    assert shot(document).content["blocks"][-1]["source"] is None


def test_who_collected_unsigned_words_is_not_credited_for_it(cast):
    document = publishable(cast)
    document.blocks.filter(kind_key="text").update(brought_by=cast.place("claire"))
    voice = document.blocks.quoting().get()
    authorise(voice, cast.member, attribution=Attribution.UNSIGNED)
    people = {person["name"]: person["contributions"] for person in shot(document).credits["people"]}
    assert people["Awa Diop"] == ["facilitated"]
    assert people["Mina Membre"] == ["wrote"]


def test_words_without_an_authorisation_are_signed_by_nobody(cast):
    document = publishable(cast)
    document.blocks.quoting().update(body="Autre chose", quoted_name="Mina Membre")
    assert shot(document).content["blocks"][-1]["signed"] == ""


def test_what_was_removed_does_not_leave(cast):
    document = publishable(cast)
    before = shot(document)
    from_elsewhere = block(document, cast.place("awa"), "text", "Retiré depuis")
    Block.objects.filter(pk=from_elsewhere.pk).update(removed_at=document.begun_at)
    assert shot(document) == before


def test_two_readers_in_two_languages_and_two_zones_see_the_same(cast):
    document = publishable(cast)
    with translation.override("fr"), timezone.override("Indian/Reunion"):
        french = shot(document).digest
    with translation.override("en"), timezone.override("America/Los_Angeles"):
        english = shot(document).digest
    assert french == english


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Autre"},
        {"summary": "Autre"},
        {"licence": "CC-BY-4.0"},
        {"language": "en"},
    ],
)
def test_whatever_changes_gives_another_digest(cast, change):
    document = publishable(cast)
    before = shot(document).digest
    Document.objects.filter(pk=document.pk).update(**change)
    assert shot(Document.objects.get(pk=document.pk)).digest != before


def test_who_asks_not_to_be_named_is_not_nor_is_their_organisation_if_alone(cast):
    document = publishable(cast)
    be_named(document, by=cast.member, named=False)
    left = shot(document).credits
    assert left["organisations"] == ["Nord solidaire", "Sud en commun"]
    assert {"name": "Mina Membre", "contributions": ["testified"]} in left["people"]  # she signed those words
    be_named(document, by=cast.member, named=True)
    assert shot(document).credits["organisations"] == ["Ailleurs", "Nord solidaire", "Sud en commun"]


@pytest.mark.parametrize("who", ["unsigned", "neighbour", "outsider", "steward"])
def test_only_who_takes_part_says_how_they_are_named(cast, who):
    with pytest.raises(PermissionDenied):
        be_named(publishable(cast), by=cast.person(who), named=False)
