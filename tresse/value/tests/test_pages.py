"""Attestations over HTTP: made by one person, verified by whoever has the code."""

import pytest

from tresse.core.models import JournalEntry
from tresse.value import actions
from tresse.value.models import Attestation
from tresse.value.tests import factories


def text(response) -> str:
    return response.content.decode()


def test_one_makes_one_from_the_page_that_shows_it_first(cast, as_):
    factories.attended(cast, cast.member)
    browser = as_("member")
    assert f"/me/attestations/new/{cast.cycle.pk}/" in text(browser.get("/me/attestations/"))
    assert "1 session, 2 h in all." in text(browser.get(f"/me/attestations/new/{cast.cycle.pk}/"))
    assert Attestation.objects.count() == 0
    sent = {"preparation_hours": "7", "language": "fr"}
    browser.post(f"/me/attestations/new/{cast.cycle.pk}/", sent)
    made = Attestation.objects.get()
    assert (made.person, made.content["preparation_hours"], made.language) == (cast.member, 7, "fr")
    paper = browser.get(f"/me/attestations/{made.code}/attestation.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("hours", ["-1", "501", "beaucoup", "1e9", "9" * 400])
def test_hours_that_cannot_be_come_back(cast, as_, hours):
    sent = {"preparation_hours": hours, "language": "fr"}
    answer = as_("member").post(f"/me/attestations/new/{cast.cycle.pk}/", sent)
    assert (answer.status_code, Attestation.objects.count()) == (422, 0)


def test_its_address_says_what_it_says_to_whoever_has_it(cast, as_):
    factories.attended(cast, cast.member)
    made = factories.attestation(cast, preparation_hours=7)
    page = as_("visitor").get(made.get_absolute_url())
    for part in ("Valid.", "Mina Membre", "CP Genre", "1 session, 2 h in all.", "7 hours", made.digest):
        assert part in text(page)
    assert (dict(page.cookies), "noindex" in page["X-Robots-Tag"], "no-store" in page["Cache-Control"]) == (
        {}, True, True,
    )  # fmt: skip


def test_once_withdrawn_its_address_says_so_and_nothing_of_what_it_said(cast, as_):
    made = factories.attestation(cast)
    as_("member").post(f"/me/attestations/{made.code}/withdrawal/")
    page = text(as_("visitor").get(made.get_absolute_url()))
    assert [part in page for part in ("Withdrawn on", "Mina", "CP Genre", made.digest)] == [
        True,
        False,
        False,
        False,
    ]
    assert as_("member").get(f"/me/attestations/{made.code}/attestation.pdf").status_code == 404


def test_what_no_longer_bears_its_seal_is_not_valid_and_says_nothing(cast, as_):
    made = factories.attestation(cast)
    actions.withdraw(made, by=cast.member)
    forged = Attestation.objects.create(
        code="forged", person=cast.member, cycle=cast.cycle, language="fr", digest=made.digest,
        signature=made.signature, public_key=made.public_key, content=made.content | {"preparation_hours": 400},
    )  # fmt: skip
    page = text(as_("visitor").get(forged.get_absolute_url()))
    assert [part in page for part in ("Not valid.", "400 hours", "Mina")] == [True, False, False]


@pytest.mark.parametrize("shape", [str, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_the_code_is_typed_as_one_reads_it(cast, as_, shape):
    made = factories.attestation(cast)
    answer = as_("visitor").get("/v/", {"code": shape(made.code)})
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())


@pytest.mark.parametrize("code", ["", "nothing", "x" * 100, "<script>", "' OR 1=1"])
def test_a_code_nobody_was_given_says_what_to_do(cast, as_, code):
    factories.attestation(cast)
    answer = as_("visitor").get("/v/", {"code": code})
    assert (answer.status_code, "<script>" in text(answer).split("<main")[1]) == (422, False)


def test_nothing_inside_nor_outside_tells_that_it_exists(cast, as_):
    made = factories.attestation(cast)
    slug = cast.community.slug
    for who in ("awa", "claire", "steward", "newcomer"):
        for address in (
            f"/c/{slug}/",
            f"/c/{slug}/members/",
            f"/c/{slug}/journal/",
            "/",
            "/me/",
            "/me/attestations/",
        ):
            assert made.code not in text(as_(who).get(address))
    assert not JournalEntry.objects.filter(subject_type="value.Attestation").exists()


def test_the_list_costs_the_same_with_one_and_with_three(cast, as_, django_assert_max_num_queries):
    browser, costs = as_("member"), []
    for hours in range(3):
        factories.attestation(cast, preparation_hours=hours)
        with django_assert_max_num_queries(12) as asked:
            browser.get("/me/attestations/")
        costs.append(len(asked))
    assert len(set(costs)) == 1
