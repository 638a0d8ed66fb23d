"""What is attested, for whom, and how one knows that it is true."""

import io
import json
from datetime import timedelta

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from tests.cast import EVERYBODY
from tresse.commitments.models import Commitment
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.guests.tests import factories as guests
from tresse.memberships.models import Function, Mandate
from tresse.value import actions, rules, seal, typesetting
from tresse.value.content import canonical, content_for, digest_of
from tresse.value.models import Attestation
from tresse.value.own_data import attestations
from tresse.value.reading import duration
from tresse.value.tests import factories


def said(cast, who="member", **more):
    return content_for(
        cast.person(who), cast.cycle, **{"preparation_hours": 0, "with_what_was_brought": False, **more}
    )


# Who, and of what.


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "visitor"])
def test_one_has_attested_what_one_lived_inside(cast, who):
    inside = {"awa", "claire", "member", "newcomer", "former", "late"}
    assert bool(rules.attesting(cast.person(who), cast.cycle)) == (who in inside)


@pytest.mark.parametrize(
    ("signed", "left", "opened", "ended", "may"),
    [
        (-30, None, -20, None, True),
        (-30, None, -20, -10, True),
        (-30, -15, -20, -10, True),  # left in the middle
        (-30, -15, -20, None, True),
        (-30, -25, -20, -10, False),  # left before it opened
        (-5, None, -20, -10, False),  # came after it ended
        (None, None, -20, None, False),  # never signed
        (-30, None, None, None, False),  # never opened
    ],
)
def test_the_cycle_and_the_stay_must_have_met(cast, signed, left, opened, ended, may):
    def day(number):
        return None if number is None else clock.now() + timedelta(days=number)

    place, cycle = cast.place("member"), cast.cycle
    place.signed_at, place.left_at = day(signed), day(left)
    place.save()
    cycle.opened_at, cycle.ended_at, cycle.ending = day(opened), day(ended), "accomplished" if ended else ""
    cycle.save()
    assert bool(rules.attesting(cast.member, cycle)) == may


def test_nobody_has_anything_attested_of_a_community_they_do_not_know(cast):
    with pytest.raises(PermissionDenied, match="inside the community"):
        actions.attest(cast.cycle, by=cast.outsider, language="fr")


def test_twenty_attestations_a_day_are_enough(cast):
    for hours in range(20):
        factories.attestation(cast, preparation_hours=hours)
    with pytest.raises(PermissionDenied, match="twenty attestations"):
        factories.attestation(cast, preparation_hours=20)


def test_asking_twice_for_the_same_gives_the_same(cast):
    assert factories.attestation(cast).pk == factories.attestation(cast).pk


# What it says.


def test_it_says_the_sessions_one_came_to_and_no_other(cast):
    factories.attended(cast, cast.member, cast.awa, days_ago=9, audience="public", title="Ouverte")
    factories.attended(cast, cast.member, days_ago=6, title="Entre nous")
    factories.attended(cast, cast.awa, days_ago=3)
    sessions = said(cast)["sessions"]
    assert [(one["title"], one["minutes"]) for one in sessions] == [("Ouverte", 120), ("", 120)]


def test_a_session_under_the_chatham_house_rule_never_appears(cast):
    meeting = factories.attended(cast, cast.member, days_ago=6)
    assert len(said(cast)["sessions"]) == 1
    type(meeting).objects.update(chatham_house=True)
    assert said(cast)["sessions"] == []


def test_what_one_came_to_as_a_guest_counts_once(cast):
    meeting = factories.meetings.session(cast, cycle=cast.cycle)
    guest = guests.to_session(cast, meeting)
    guest.place = cast.place("member")
    guest.save()
    with clock.at(meeting.ends_at + timedelta(hours=1)):
        factories.sessions.note_attendance(meeting, came=[cast.member], guests=[guest], by=cast.awa)
        assert len(said(cast)["sessions"]) == 1


def test_it_says_the_functions_held_within_the_cycle(cast):
    cycle, place = cast.cycle, cast.place("member")
    for starts, ends, ended in ((-90, 30, None), (-40, 300, -5), (-200, -61, None), (10, 300, None)):
        Mandate.objects.create(
            membership=place,
            function=Function.WELCOME,
            starts_on=clock.today() + timedelta(days=starts),
            ends_on=clock.today() + timedelta(days=ends),
            ended_on=clock.today() + timedelta(days=ended) if ended else None,
            given_by="the community",
        )
    held = [(one["from"], one["until"]) for one in said(cast)["functions"]]
    today = clock.today()
    assert held == [
        (f"{cycle.starts_on}", f"{today}"),
        (f"{today - timedelta(days=40)}", f"{today - timedelta(days=5)}"),
    ]


@pytest.mark.parametrize(("became", "wished", "told"), [("kept", True, "Deux ateliers."), ("kept", False, ""),
                                                        ("set_down", True, ""), ("", True, "")])  # fmt: skip
def test_what_was_brought_is_said_if_it_was_kept_and_if_one_wishes(cast, became, wished, told):
    Commitment.objects.create(
        membership=cast.place("member"), cycle=cast.cycle, answer="continue", brings="Deux ateliers.", became=became
    )
    assert said(cast, with_what_was_brought=wished)["brought"] == told


def test_it_holds_no_id_and_nobody_else(cast):
    factories.attended(cast, cast.member, cast.awa)
    content = said(cast)
    assert set(content) == {
        "name", "network", "community", "strand", "question", "from", "until", "is_over", "functions", "sessions",
        "preparation_hours", "brought", "made_on",
    }  # fmt: skip
    assert "Awa" not in canonical(content).decode()


@pytest.mark.parametrize(("minutes", "words"), [(45, "45 min"), (120, "2 h"), (125, "2 h 05"), (6000, "100 h")])
def test_time_is_said_in_hours(minutes, words):
    assert duration(minutes) == words


# That it is true.


def test_its_seal_is_verified_with_the_public_key_alone(cast):
    made = Attestation.objects.get(pk=factories.attestation(cast, preparation_hours=7).pk)
    sealed = canonical(made.content)
    assert digest_of(made.content) == made.digest
    assert seal.is_sealed(sealed, made.signature, made.public_key)
    for altered in (sealed.replace(b'"preparation_hours":7', b'"preparation_hours":70'), sealed + b" ", b""):
        assert not seal.is_sealed(altered, made.signature, made.public_key)


@pytest.mark.parametrize("signature", ["", "zz", "00" * 64])
def test_a_seal_of_another_shape_verifies_nothing(signature):
    assert not seal.is_sealed(b"{}", signature, seal.public_key())
    assert not seal.is_sealed(b"{}", seal.seal(b"{}"), signature)


def test_it_still_verifies_after_the_secret_of_the_installation_changed(cast, settings):
    made = factories.attestation(cast)
    settings.SECRET_KEY = "another secret"
    assert seal.public_key() != made.public_key
    assert seal.is_sealed(canonical(made.content), made.signature, made.public_key)


@pytest.mark.parametrize(
    "change",
    [
        {"content": {}},
        {"code": "aaaa"},
        {"digest": "0"},
        {"signature": "0"},
        {"public_key": "0"},
        {"language": "en"},
    ],
)
def test_the_database_refuses_to_change_it(cast, change):
    made = factories.attestation(cast)
    with pytest.raises(Error, match="an attestation never"), transaction.atomic():
        Attestation.objects.filter(pk=made.pk).update(**change)


def test_the_database_refuses_to_remove_it(cast):
    factories.attestation(cast)
    with pytest.raises(Error, match="an attestation never"), transaction.atomic():
        Attestation.objects.all().delete()


def test_the_database_refuses_to_make_a_withdrawn_one_valid_again(cast):
    actions.withdraw(factories.attestation(cast), by=cast.member)
    with pytest.raises(Error, match="an attestation never"), transaction.atomic():
        Attestation.objects.update(withdrawn_at=None)


# That it is one's own.


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "visitor"])
def test_only_its_owner_knows_of_it_and_withdraws_it(cast, who):
    made, person = factories.attestation(cast), cast.person(who)
    mine = who == "member"
    assert Attestation.objects.visible_to(person).exists() == mine
    assert bool(rules.withdrawing(person, made)) == mine


def test_nobody_is_told_that_it_exists(cast):
    entries, mails = JournalEntry.objects.count(), OutgoingMail.objects.count()
    actions.withdraw(factories.attestation(cast), by=cast.member)
    assert (JournalEntry.objects.count(), OutgoingMail.objects.count()) == (entries, mails)


def test_it_is_withdrawn_once(cast):
    made = actions.withdraw(factories.attestation(cast), by=cast.member)
    with pytest.raises(PermissionDenied, match="already withdrawn"):
        actions.withdraw(made, by=cast.member)


def test_a_withdrawn_one_may_be_made_again_under_another_code(cast):
    first = actions.withdraw(factories.attestation(cast), by=cast.member)
    assert factories.attestation(cast).code != first.code


def test_one_takes_one_s_attestations_along(cast):
    made = factories.attestation(cast, preparation_hours=7)
    factories.attestation(cast, "awa")
    assert [row["code"] for row in attestations(cast.place("member")).rows] == [made.code]


# On paper.


def test_the_paper_says_the_same_is_tagged_and_carries_what_was_signed(cast):
    factories.attended(cast, cast.member, audience="public", title="<b>#Ouverte</b> $x$")
    made = factories.attestation(cast, preparation_hours=7)
    pdf = pypdf.PdfReader(io.BytesIO(typesetting.pdf_of(made)))
    root, words = pdf.trailer["/Root"], " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for part in ("Attestation", "Mina Membre", "CP Genre", "<b>#Ouverte</b> $x$", made.code, made.digest):
        assert part in words
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("fr", True, True)
    attached = pdf.attachments["attestation.json"][0]
    assert (attached, json.loads(attached)) == (canonical(made.content), made.content)


def test_the_paper_is_the_same_whenever_it_is_made(cast):
    made = factories.attestation(cast)
    first = typesetting.pdf_of(made)
    with clock.at(clock.now() + timedelta(days=900)):
        assert typesetting.pdf_of(Attestation.objects.get(pk=made.pk)) == first
