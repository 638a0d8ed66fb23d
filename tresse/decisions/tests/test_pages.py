"""Proposals as they are read and answered: on their page, by mail, in a session."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tresse.core import clock, outbox
from tresse.core.models import OutgoingMail
from tresse.decisions import actions
from tresse.decisions.emails import round_opens
from tresse.decisions.models import Consent, Objection, PositionLink, Proposal
from tresse.decisions.rounds import round_of
from tresse.decisions.tests import factories
from tresse.decisions.tests.test_proposals import later
from tresse.meetings.tests import factories as meetings
from tresse.memberships import acts


def at(proposal, name="", *more) -> str:
    return reverse(f"decisions:{name or 'proposal'}", args=[proposal.community.slug, proposal.number, *more])


def sent(**said: str) -> dict[str, str]:
    usual = {"title": "Un mardi sur deux", "text": "Un mardi sur deux.", "audience": "community", "deciders": "all"}
    return usual | {"context": "", "changes": "", "meeting": "", "review_on": "", "cycle": ""} | said


def propose(browser, **said: str):
    return browser.post(reverse("decisions:propose", args=["cp-genre"]), sent(**said))


# --- proposing


def test_a_proposal_is_made_by_a_plain_form(cast, as_):
    answer = propose(as_("member"), cycle=str(cast.cycle.pk))
    proposal = Proposal.objects.get()
    assert (answer["Location"], proposal.cycle, proposal.proposed_by) == (
        at(proposal),
        cast.cycle,
        cast.place("member"),
    )


def test_a_proposal_for_a_session_is_made_by_the_same_form(cast, as_):
    session = meetings.session(cast)
    propose(as_("member"), meeting=str(session.pk))
    assert (Proposal.objects.get().meeting, Proposal.objects.get().step_ends_at) == (session, None)


BAD = {
    "nothing at all": ({"title": "", "text": ""}, "This field is required."),
    "words of a million letters": ({"text": "é" * 1_000_000}, "at most 8000 characters"),
    "a day gone by": ({"review_on": "2001-01-01"}, "choose a later day"),
    "an audience nobody knows": ({"audience": "bailleurs"}, "Select a valid choice"),
    "a session of nowhere": ({"meeting": "999999"}, "Select a valid choice"),
    "a letter that is no letter": ({"title": "a\x00b"}, "Null characters are not allowed."),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_proposal_comes_back_with_a_sentence_and_what_was_typed(cast, as_, case):
    said, says = BAD[case]
    answer = propose(as_("member"), **said)
    assert (answer.status_code, says in answer.text, Proposal.objects.count()) == (422, True, 0)
    assert said.get("text", "") in answer.text


def test_hostile_words_are_shown_as_words(cast, as_):
    words = "<script>alert(1)</script> <img src=x onerror=alert(2)>"
    proposal = factories.in_round(cast, title=words, text=words, context=words, changes=words)
    actions.ask(proposal, text=words, by=cast.awa)
    actions.object_to(proposal, text=words, kind="harm", lifted_if=words, by=cast.awa)
    actions.consent(proposal, version=1, text=words, by=cast.claire)
    page = as_("member").get(at(proposal)).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_decisions_page_shows_what_is_under_way_above_the_register(cast, as_):
    factories.decision(cast, title="Déjà décidé")
    factories.proposal(cast, title="En train de se décider")
    page = as_("member").get(reverse("decisions:decisions", args=["cp-genre"])).text
    assert -1 < page.index("En train de se décider") < page.index("Déjà décidé")


@pytest.mark.parametrize("name", ["decisions", "proposals"])
def test_a_proposal_outside_its_audience_is_in_no_list(cast, as_, name):
    factories.proposal(cast, title="Titre-community-")
    factories.proposal(cast, title="Titre-public-", audience="public")
    page = as_("visitor").get(reverse(f"decisions:{name}", args=["cp-genre"])).text
    assert {a for a in ("community", "public") if f"Titre-{a}-" in page} == {"public"}


def test_names_and_what_was_said_are_read_inside_alone(cast, as_):
    proposal = factories.in_round(cast, audience="public")
    actions.ask(proposal, text="Une question de Tom.", by=cast.newcomer)
    actions.object_to(proposal, text="Une raison de Farid.", kind="limit", by=cast.former)
    told = ("Mina Membre", "Tom Nouveau", "Une question de Tom.", "Farid Ancien", "Une raison de Farid.")
    for who, shown in (("member", set(told)), ("visitor", set()), ("steward", set())):
        page = as_(who).get(at(proposal)).text
        assert {words for words in told if words in page} == shown


# --- each step


@pytest.mark.parametrize(
    ("step", "offered"),
    [
        ("clarifications", {"question"}),
        ("reactions", {"question", "reaction"}),
        ("amendments", {"question", "reaction", "amendment"}),
        ("consent", {"question", "reaction", "consent", "objection"}),
    ],
)
def test_each_step_offers_its_gestures_and_says_what_one_does(cast, as_, step, offered):
    proposal = factories.proposal(cast)
    while proposal.step != step:
        proposal = actions.move_on(proposal, by=cast.member)
    page = as_("former").get(at(proposal)).text
    gestures = {"question", "reaction", "amendment", "consent", "objection", "settlement"}
    assert {name for name in gestures if f'data-say="{name}"' in page} == offered
    assert "For example:" in page


def test_a_word_too_long_comes_back_with_what_was_typed(cast, as_):
    proposal = factories.proposal(cast)
    answer = as_("former").post(at(proposal, "say", "question"), {"question-text": "b" * 4001})
    assert (answer.status_code, "b" * 4001 in answer.text, proposal.clarifications.count()) == (422, True, 0)


@pytest.mark.parametrize("name", ["adoption", "withdrawal"])
def test_too_long_a_word_at_the_end_ends_nothing_and_is_kept(cast, as_, name):
    proposal = factories.consented(factories.in_round(cast))
    answer = as_("member").post(at(proposal, name), {"outcome": "b" * 4001})
    assert (answer.status_code, answer.text.count("b" * 4001), Proposal.objects.get().ending) == (422, 1, "")


def test_an_unknown_gesture_is_nowhere(cast, as_):
    assert as_("member").post(at(factories.proposal(cast), "say", "vote")).status_code == 404


def test_consenting_to_a_text_one_has_not_read_shows_the_new_one_and_keeps_the_word(cast, as_):
    proposal = factories.in_round(cast)
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    old = {"consent-version": "1", "consent-text": "Oui pour mardi."}
    answer = as_("awa").post(at(proposal, "say", "consent"), old)
    assert (answer.status_code, "Oui pour mardi." in answer.text, Consent.objects.count()) == (422, True, 0)
    assert "Un lundi sur deux." in answer.text
    assert 'name="consent-version" value="2"' in answer.text


def test_what_changed_between_versions_is_shown(cast, as_):
    proposal = factories.proposal(cast, text="Un mardi sur deux.")
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member, because="Pour Awa.")
    page = as_("former").get(at(proposal)).text
    assert "<del>mardi</del>" in page
    assert "<ins>lundi</ins>" in page
    assert "Pour Awa." in page


def test_somebody_on_trial_reads_why_they_are_not_counted(cast, as_):
    page = as_("newcomer").get(at(factories.in_round(cast))).text
    assert "come after the two sessions of trial" in page
    assert 'data-say="consent"' not in page


def test_adopting_leads_to_the_register_and_back(cast, as_):
    proposal = factories.consented(factories.in_round(cast))
    answer = as_("member").post(at(proposal, "adoption"), {"outcome": "Dans la joie."}, follow=True)
    assert f'href="{at(proposal)}"' in answer.text
    page = as_("member").get(at(proposal)).text
    assert "Dans la joie." in page
    assert proposal.community.decisions.get().get_absolute_url() in page


def test_an_answer_is_there_for_everybody(cast, as_):
    proposal = factories.proposal(cast)
    question = actions.ask(proposal, text="Et en juillet ?", by=cast.awa)
    as_("member").post(at(proposal, "answer", question.pk), {"text": "On se repose."})
    assert "On se repose." in as_("newcomer").get(at(proposal)).text
    assert as_("member").post(at(proposal, "answer", question.pk), {"text": " "}).status_code == 422


def test_a_proposal_takes_as_many_queries_with_three_of_each_as_with_one(cast, as_, django_assert_max_num_queries):
    browser, counts = as_("former"), []
    proposal = factories.in_round(cast)
    for number in (1, 3):
        for n in range(number):
            actions.ask(proposal, text=f"Question {number}.{n}", by=cast.awa)
            actions.suggest(proposal, text=f"Idée {number}.{n}", by=cast.claire)
            actions.consent(proposal, version=1, by=[cast.awa, cast.claire, cast.member][n])
        with django_assert_max_num_queries(23) as counted:
            assert browser.get(at(proposal)).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


# --- in a session


def test_the_round_of_a_session_is_noted_on_one_page(cast, as_):
    session = meetings.session(cast)
    proposal = factories.in_round(cast, meeting=session)
    said = {"version": "1"}
    for who in ("awa", "claire", "member"):
        said[f"m{cast.place(who).pk}-said"] = "consent"
    place = f"m{cast.place('former').pk}"
    said |= {f"{place}-said": "objection", f"{place}-kind": "limit", f"{place}-text": "Mes enfants."}
    with clock.at(session.starts_at + timedelta(minutes=5)):
        for _twice in range(2):
            assert as_("member").post(at(proposal, "round"), said).status_code == 302
        assert len(round_of(proposal).spoken) == 3
        assert Objection.objects.get().noted_by == cast.place("member")
        as_("member").post(at(proposal, "round"), {"version": "1", f"{place}-said": "lifted"})
        assert len(round_of(proposal).spoken) == 4


def test_an_objection_noted_without_its_reason_comes_back_with_what_was_noted(cast, as_):
    session = meetings.session(cast)
    proposal = factories.in_round(cast, meeting=session)
    place = f"m{cast.place('former').pk}"
    with clock.at(session.starts_at + timedelta(minutes=5)):
        answer = as_("member").post(at(proposal, "round"), {"version": "1", f"{place}-said": "objection"})
    assert (answer.status_code, "comes with its reason" in answer.text, Objection.objects.count()) == (422, True, 0)


# --- by mail


@pytest.fixture
def link(cast):
    return factories.in_round(cast).links.get(membership=cast.place("former"))


def mails() -> dict[str, OutgoingMail]:
    return {mail.to: mail for mail in OutgoingMail.objects.filter(composer__contains="decisions")}


def letter(mail: OutgoingMail) -> outbox.Letter | None:
    return round_opens(mail)


def test_when_a_round_opens_each_decider_is_written_to_once(cast):
    proposal = factories.in_round(cast)
    assert set(mails()) == {f"{who}@example.org" for who in ("awa", "claire", "mina", "farid")}
    said = letter(mails()["farid@example.org"])
    link = proposal.links.get(membership=cast.place("former"))
    assert (proposal.title in said.subject, link.get_absolute_url() in said.text, proposal.text in said.text) == (
        True, True, False)  # fmt: skip


def test_a_text_written_anew_writes_again_and_the_old_mail_has_nothing_to_say(cast):
    proposal = factories.in_round(cast)
    old = mails()["farid@example.org"]
    actions.amend(proposal, text="Un lundi sur deux.", version=1, by=cast.member)
    assert (letter(old), OutgoingMail.objects.filter(to="farid@example.org").count()) == (None, 2)


def test_nobody_is_written_to_for_a_session(cast):
    factories.in_round(cast, meeting=meetings.session(cast))
    assert mails() == {}


@pytest.mark.parametrize("meanwhile", ["spoke", "left", "ended"])
def test_a_mail_that_has_nothing_to_say_any_more_does_not_leave(cast, link, meanwhile):
    if meanwhile == "spoke":
        actions.consent(link.proposal, version=1, by=cast.former)
    if meanwhile == "left":
        cast.community.memberships.filter(person=cast.former).update(left_at=clock.now())
    if meanwhile == "ended":
        actions.withdraw(link.proposal, by=cast.member)
    assert letter(mails()["farid@example.org"]) is None


def test_reading_by_the_mailed_address_changes_nothing(cast, link):
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(link.get_absolute_url())
    assert (page.status_code, "Nous nous retrouvons un mardi sur deux" in page.text) == (200, True)
    assert Consent.objects.count() == Objection.objects.count() == 0
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"


BY_MAIL = {
    "consent": ({"consent-version": "1"}, lambda p: p.consents.get().membership),
    "objection": (
        {"objection-kind": "harm", "objection-text": "Non."},
        lambda p: p.objections.get().membership,
    ),
    "question": ({"question-text": "Et en juillet ?"}, lambda p: p.clarifications.get().membership),
    "reaction": ({"reaction-text": "J'y tiens."}, lambda p: p.reactions.get().membership),
}


@pytest.mark.parametrize("gesture", BY_MAIL)
def test_by_mail_one_asks_reacts_consents_and_objects_in_ones_own_name(cast, link, gesture):
    said, author = BY_MAIL[gesture]
    answer = Client().post(f"{link.get_absolute_url()}{gesture}/", said)
    assert (answer.status_code, author(link.proposal)) == (302, cast.place("former"))


def test_an_objection_without_its_reason_comes_back_by_mail_too(cast, link):
    answer = Client(HTTP_ACCEPT_LANGUAGE="en").post(
        f"{link.get_absolute_url()}objection/", {"objection-kind": "harm", "objection-lifted_if": "Un autre jour."}
    )
    assert (answer.status_code, "Un autre jour." in answer.text, Objection.objects.count()) == (422, True, 0)


def test_the_mailed_address_ends_with_the_proposal(cast, link):
    actions.withdraw(link.proposal, by=cast.member, outcome="J'y réfléchis encore.")
    page = Client(HTTP_ACCEPT_LANGUAGE="en").get(link.get_absolute_url()).text
    assert "this address speaks no more" in page
    late = Client().post(f"{link.get_absolute_url()}consent/", {"consent-version": "1"})
    assert (late.status_code, Consent.objects.count()) == (403, 0)


@pytest.mark.parametrize("gone", ["left", "deleted", "unknown"])
def test_the_address_of_somebody_who_is_no_longer_there_leads_nowhere(cast, gone):
    """Even of a proposal everyone may read: the address spoke in their name."""
    link = factories.in_round(cast, audience="public").links.get(membership=cast.place("former"))
    if gone == "left":
        cast.community.memberships.filter(person=cast.former).update(left_at=clock.now())
    if gone == "deleted":
        PositionLink.objects.all().delete()
    address = "/d/nothing/" if gone == "unknown" else link.get_absolute_url()
    assert Client().get(address).status_code == 404


def test_two_people_have_two_addresses_nobody_can_guess(cast, link):
    tokens = list(PositionLink.objects.values_list("token", flat=True))
    assert (len(tokens), len(set(tokens)), min(map(len, tokens)) >= 40) == (4, 4, True)


# --- looking at a decision again


def test_a_decision_that_still_holds_gets_a_new_day_and_a_word(cast, as_):
    decision = factories.decision(cast, review_on=clock.today() + timedelta(days=30))
    where = reverse("decisions:finding", args=["cp-genre", decision.number])
    with later(days=31):
        day = clock.today() + timedelta(days=60)
        said = {"finding": "holds", "word": "Voilà un an.", "review_on": day.isoformat()}
        page = as_("awa").post(where, said, follow=True)
    decision.refresh_from_db()
    assert (decision.review_on, decision.reviews.get().word, "Voilà un an." in page.text) == (
        day, "Voilà un an.", True)  # fmt: skip


def test_a_decision_that_should_change_opens_a_proposal_with_its_words_which_replaces_it(cast, as_):
    decision = factories.decision(cast)
    where = reverse("decisions:finding", args=["cp-genre", decision.number])
    form = as_("awa").post(where, {"finding": "changed"}, follow=True)
    assert factories.TEXT.replace("'", "&#x27;") in form.text
    here = reverse("decisions:propose", args=["cp-genre"]) + f"?reopens={decision.number}"
    as_("awa").post(here, sent(text="Un lundi sur deux."))
    proposal = Proposal.objects.get()
    after = actions.adopt(factories.consented(factories.to_round(proposal)), by=cast.awa)
    decision.refresh_from_db()
    assert (proposal.reopens, decision.ended_on) == (decision, clock.today())
    assert after.get_absolute_url() in as_("member").get(decision.get_absolute_url()).text


def test_a_decision_ends_when_somebody_of_another_organisation_confirms(cast, as_):
    decision = factories.decision(cast)
    as_("awa").post(reverse("decisions:finding", args=["cp-genre", decision.number]), {"finding": "ended"})
    decision.refresh_from_db()
    assert decision.ended_on is None
    acts.confirm(cast.community.acts_by_two.get(), by=cast.claire)
    decision.refresh_from_db()
    assert (decision.ended_on, decision.reviews.get().finding) == (clock.today(), "ended")
