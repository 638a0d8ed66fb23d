"""Asking for exact words, answering, taking it back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tresse.confidence import actions
from tresse.confidence.models import NOBODY, Audience, Authorisation
from tresse.confidence.tests import factories
from tresse.confidence.tests.factories import WORDS
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.core.text import digest


def journal():
    return list(JournalEntry.objects.order_by("number").values_list("kind", "by"))


# --- asking


def test_somebody_is_asked_by_mail_for_exact_words(cast):
    asked = factories.asked(cast)
    assert (asked.text, asked.digest, asked.audience, asked.state) == (WORDS, digest(WORDS), "public", "waiting")
    mail = OutgoingMail.objects.get()
    assert mail.to == "fatou@example.org"
    assert WORDS in mail.text
    assert asked.get_absolute_url() in mail.text
    assert "a donné votre adresse" in mail.text


def test_a_person_with_an_account_is_written_to_in_their_language(cast):
    asked = factories.asked(cast, person=cast.member)
    assert (asked.name, asked.email) == ("Mina Membre", "mina@example.org")
    assert OutgoingMail.objects.get().subject == "May we quote you? CP Genre asks for your authorisation"
    cast.claire.language = "fr"
    factories.asked(cast, person=cast.claire)
    assert "Peut-on vous citer" in OutgoingMail.objects.get(to="claire@example.org").subject


@pytest.mark.parametrize("answer", [None, "yes"])
def test_the_same_question_is_asked_once(cast, answer):
    first = factories.asked(cast) if answer is None else factories.granted(cast)
    again = factories.asked(cast, text=WORDS + "  \r\n")  # the same words: only blanks at the ends differ
    assert again == first
    assert OutgoingMail.objects.filter(to="fatou@example.org").count() == 1


def test_a_yes_to_everyone_holds_for_fewer(cast):
    granted = factories.granted(cast)
    assert factories.asked(cast, audience=Audience.NETWORK) == granted


@pytest.mark.parametrize(
    "change",
    [{"text": WORDS + "!"}, {"audience": Audience.NETWORK}, {"name": "Awa", "email": "autre@example.org"}],
)
def test_other_words_other_readers_or_another_person_ask_again(cast, change):
    first = factories.asked(cast)
    again = factories.asked(cast, **change)
    first.refresh_from_db()
    assert (first.state, again.state) == ("replaced", "waiting")
    assert first.token != again.token


def test_words_refused_may_be_asked_again_when_somebody_asks(cast):
    first = factories.asked(cast)
    actions.answer_authorisation(first, granted=False, token=first.token)
    assert factories.asked(cast) != first


def test_one_question_at_a_time_is_current_for_an_item(cast):
    asked = factories.asked(cast)
    asked.pk, asked.token = None, "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save(force_insert=True)


# --- answering


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ({"attribution": "named"}, "Fatou Sarr"),
        ({"attribution": "role", "role": " animatrice "}, "animatrice"),
        ({"attribution": "organisation", "organisation": "Sud en commun"}, "Sud en commun"),
        ({"attribution": "unsigned"}, NOBODY),
    ],
)
def test_a_yes_says_how_the_words_are_signed(cast, how, shown):
    granted = factories.granted(cast, **how)
    assert (granted.state, granted.named_as) == ("granted", shown)
    assert granted.covers(WORDS, Audience.PUBLIC)
    assert not granted.covers(WORDS + "!", Audience.PUBLIC)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"attribution": ""}, "Choose how"),
        ({"attribution": "anonymous"}, "Choose how"),
        ({"attribution": "role", "role": "  "}, "role"),
        ({"attribution": "organisation"}, "organisation"),
    ],
)
def test_a_yes_that_does_not_say_how_is_no_yes(cast, how, sentence):
    with pytest.raises(PermissionDenied, match=sentence):
        factories.granted(cast, **how)
    assert Authorisation.objects.get().state == "waiting"


def test_unsigned_words_name_nobody_in_the_database_either(cast):
    granted = factories.granted(cast, attribution="unsigned", role="animatrice", organisation="Sud en commun")
    assert granted.named_as == NOBODY
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.update(named_as="Fatou Sarr")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("member", True), ("awa", False), ("claire", False), ("newcomer", False), ("unsigned", False),
     ("former", False), ("neighbour", False), ("outsider", False), ("steward", False), ("late", False), ("visitor", False)],
)  # fmt: skip
def test_only_the_person_who_said_it_answers_without_the_address(cast, who, allowed):
    asked = factories.asked(cast, person=cast.member)
    if allowed:
        actions.answer_authorisation(asked, granted=True, attribution="named", by=cast.person(who))
    else:
        with pytest.raises(PermissionDenied, match="Only the person who said these words"):
            actions.answer_authorisation(asked, granted=True, attribution="named", by=cast.person(who))
    asked.refresh_from_db()
    assert asked.state == ("granted" if allowed else "waiting")


@pytest.mark.parametrize("token", ["", "wrong"])
def test_another_address_answers_nothing(cast, token):
    with pytest.raises(PermissionDenied):
        actions.answer_authorisation(factories.asked(cast), granted=True, attribution="named", token=token)


def test_a_replaced_question_takes_no_answer(cast):
    first = factories.asked(cast)
    factories.asked(cast, text="Tout autre chose.")
    with pytest.raises(PermissionDenied, match="have changed since"):
        actions.answer_authorisation(first, granted=True, attribution="named", token=first.token)


def test_one_may_refuse_then_change_ones_mind(cast):
    asked = factories.asked(cast)
    refused = actions.answer_authorisation(asked, granted=False, word="Pas ainsi.", token=asked.token)
    assert (refused.state, refused.word, refused.named_as) == ("refused", "Pas ainsi.", "")
    other = actions.answer_authorisation(asked, granted=False, proposed="Un thé d'abord.", token=asked.token)
    assert (other.state, other.proposed) == ("proposed", "Un thé d'abord.")
    yes = actions.answer_authorisation(asked, granted=True, attribution="named", token=asked.token)
    assert (yes.state, yes.proposed) == ("granted", "")


def test_an_authorisation_is_taken_back_at_any_time(cast):
    granted = factories.granted(cast)
    back = actions.withdraw_authorisation(granted, word="J'ai changé de poste.", token=granted.token)
    assert (back.state, back.named_as, back.covers(WORDS, Audience.COMMUNITY)) == ("taken_back", "", False)
    with pytest.raises(PermissionDenied, match="no authorisation to take back"):
        actions.withdraw_authorisation(granted, token=granted.token)


def test_whoever_asked_is_told_each_answer(cast):
    granted = factories.granted(cast, attribution="unsigned")
    actions.withdraw_authorisation(granted, word="J'ai changé d'avis.", token=granted.token)
    told = OutgoingMail.objects.filter(to="awa@example.org").order_by("pk")
    assert [mail.subject.partition(":")[0] for mail in told] == ["Authorised", "Authorisation taken back"]
    assert "J'ai changé d'avis." in told[1].text
    assert "Fatou" not in "".join(mail.text + mail.html for mail in told)


def test_the_journal_never_says_who_answered(cast):
    granted = factories.granted(cast)
    actions.withdraw_authorisation(granted, token=granted.token)
    asked = factories.asked(cast, text="Autre chose.", person=cast.member)
    actions.answer_authorisation(asked, granted=False, by=cast.member)
    assert journal() == [
        ("authorisation.asked", cast.awa.pk),
        ("authorisation.granted", None),
        ("authorisation.taken_back", None),
        ("authorisation.asked", cast.awa.pk),
        ("authorisation.refused", None),
    ]
    assert {str(entry.facts) for entry in JournalEntry.objects.all()} == {"{'about': 'Carnet de découverte'}"}
