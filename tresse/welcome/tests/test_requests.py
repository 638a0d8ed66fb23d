"""Asking to come in: a situation and a hope, an answer in fourteen days, never a silent refusal (O1–O3, O5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.cast import EVERYBODY, Cast
from tresse.charters.actions import sign_charter
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community, Stage
from tresse.core import clock
from tresse.core.models import JournalEntry, OutgoingMail
from tresse.decisions.tests.factories import adopted
from tresse.memberships import acts
from tresse.memberships.actions import accept_invitation, invite, leave
from tresse.memberships.models import Function, Mandate, Membership
from tresse.memberships.tests.test_welcome_pairs import welcomer
from tresse.networks.models import Organisation
from tresse.welcome import actions, rules
from tresse.welcome.forms import JoinRequestForm
from tresse.welcome.models import JoinRequest
from tresse.welcome.tests import factories
from tresse.welcome.tests.factories import ALTERNATIVE, REASON, close_the_door

SIGNED_IN = [who for who in EVERYBODY if who != "visitor"]


def mails() -> set[tuple[str, str]]:
    """Which mail went to whom."""
    return {(mail.cause.split(":")[0].removeprefix("welcome/"), mail.to) for mail in OutgoingMail.objects.all()}


def kinds() -> list[str]:
    return list(JournalEntry.objects.order_by("number").values_list("kind", flat=True))


# ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_form_asks_for_a_situation_and_a_hope_and_nothing_that_ranks_people(db: None) -> None:
    assert list(JoinRequestForm().fields) == ["situation", "hope", "organisation", "other_organisation"]
    required = {name for name, field in JoinRequestForm().fields.items() if field.required}
    assert required == {"situation", "hope"}


def test_a_request_is_told_to_those_who_welcome_and_the_journal_names_nobody(cast: Cast) -> None:
    request = factories.request(cast)
    assert (request.number, request.is_waiting) == (1, True)
    assert mails() == {("request_received", "awa@example.org"), ("request_received", "claire@example.org")}
    entry = JournalEntry.objects.get()
    assert (entry.kind, entry.by, entry.facts) == ("request.sent", None, {"number": 1})


def test_with_a_mandate_of_welcome_its_holders_alone_are_told(cast: Cast) -> None:
    welcomer(cast, "member")
    factories.request(cast)
    assert mails() == {("request_received", "mina@example.org")}


def test_without_any_mandate_all_full_members_answer_and_nobody_is_mailed(cast: Cast) -> None:
    Mandate.objects.all().delete()
    request = factories.request(cast)
    answering = {who for who in SIGNED_IN if rules.answering(cast.person(who), request)}
    assert (answering, mails()) == ({"awa", "claire", "member", "former"}, set())


def test_the_same_request_sent_twice_is_one(cast: Cast) -> None:
    assert factories.request(cast) == factories.request(cast, situation="Autre chose")
    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ("member", "already take part"),
        ("newcomer", "already take part"),
        ("unsigned", "place is already kept"),
        ("neighbour", None),
        ("outsider", None),
        ("steward", None),
    ],
)
def test_who_asks_in(cast: Cast, who: str, reason: str | None) -> None:
    ruling = rules.asking_in(cast.person(who), cast.community)
    assert bool(ruling) is (reason is None)
    assert (reason or "") in str(ruling.reason or "")


@pytest.mark.parametrize("stage", ["resting", "closed"])
def test_a_community_at_rest_or_closed_says_so(cast: Cast, stage: str) -> None:
    Community.objects.filter(pk=cast.community.pk).update(
        stage=stage, closed_on=clock.today() if stage == Stage.CLOSED else None
    )
    with pytest.raises(PermissionDenied, match=r"This community is (resting|closed)"):
        factories.request(cast)


@pytest.mark.parametrize("field", ["situation", "hope"])
@pytest.mark.parametrize("text", ["", "   \n "])
def test_a_request_without_words_is_none(cast: Cast, field: str, text: str) -> None:
    with pytest.raises(ValidationError):
        factories.request(cast, **{field: text})
    assert not JoinRequest.objects.exists()


def test_five_requests_a_day(cast: Cast) -> None:
    for _number in range(5):
        actions.take_back(factories.request(cast), by=cast.outsider)
    with pytest.raises(PermissionDenied, match="five requests since yesterday"):
        factories.request(cast)
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        factories.request(cast)


# ── answering ──────────────────────────────────────────────────────────────────────────────────────────────────────────

ANSWERS: dict[str, Callable[[JoinRequest, Any], Any]] = {
    "welcome": lambda request, by: actions.welcome(request, by=by),
    "put off": lambda request, by: actions.put_off(request, by=by, until=clock.today() + timedelta(days=30)),
    "refuse": lambda request, by: actions.ask_to_refuse(request, by=by, reason=REASON, alternative=ALTERNATIVE),
    "put before all": lambda request, by: actions.put_before_all(request, by=by),
}


@pytest.mark.parametrize("gesture", ANSWERS)
@pytest.mark.parametrize("before_all", [False, True])
def test_who_answers(cast: Cast, gesture: str, before_all: bool) -> None:
    request = factories.request(cast)
    if before_all:
        JoinRequest.objects.update(before_all_at=clock.now())
    did = set()
    for who in SIGNED_IN:
        try:
            with transaction.atomic():
                ANSWERS[gesture](request, cast.person(who))
                did.add(who)
                transaction.set_rollback(True)
        except PermissionDenied:
            pass
    expected = {"awa", "claire"} | ({"member", "former"} if before_all else set())
    assert did == (set() if before_all and gesture == "put before all" else expected)


def test_whoever_is_welcomed_signs_to_be_inside_and_is_on_trial(cast: Cast) -> None:
    request = factories.request(cast, organisation_name="Ligue de Nour")
    assert not Organisation.objects.filter(name="Ligue de Nour").exists()
    membership = actions.welcome(request, by=cast.awa)
    assert (membership.is_inside, str(membership.organisation)) == (False, "Ligue de Nour")
    sign_charter(charter_in_force(cast.community), by=cast.outsider)
    membership.refresh_from_db()
    request.refresh_from_db()
    assert (membership.is_inside, membership.on_trial, request.answered_by) == (True, True, cast.place("awa"))
    assert ("request_welcomed", "omar@example.org") in mails()
    assert kinds() == ["request.sent", "request.welcomed", "charter.signed"]


@pytest.mark.parametrize("organisation", ["north", "elsewhere", None])
def test_of_the_network_or_not_of_an_organisation_or_of_none_the_path_is_the_same(
    cast: Cast, organisation: str | None
) -> None:
    request = factories.request(cast, organisation=getattr(cast, organisation) if organisation else None)
    actions.welcome(request, by=cast.awa)
    sign_charter(charter_in_force(cast.community), by=cast.outsider)
    assert (cast.place("outsider").is_inside, cast.place("outsider").on_trial) == (True, True)
    assert kinds() == ["request.sent", "request.welcomed", "charter.signed"]


def test_nobody_is_welcomed_by_one_person_while_the_door_is_closed(cast: Cast) -> None:
    request = factories.request(cast)
    close_the_door(cast)
    with pytest.raises(PermissionDenied, match="needs a stable group"):
        actions.welcome(request, by=cast.awa)
    assert Membership.objects.filter(person=cast.outsider).count() == 0


def test_the_consent_of_the_community_lets_in_whatever_the_door(cast: Cast) -> None:
    request = factories.request(cast)
    close_the_door(cast)
    assert not rules.admitting(cast.community, {"request": request.pk})
    actions.put_before_all(request, by=cast.awa)
    assert rules.admitting(cast.community, {"request": request.pk})
    decision = adopted(cast.community, by=cast.member, effect="member.admitting", terms={"request": request.pk})
    request.refresh_from_db()
    assert (request.answer, request.decision_number, request.answered_by) == ("welcomed", decision.number, None)
    assert cast.place("outsider").signed_at is None
    assert not rules.admitting(cast.community, {"request": request.pk})


def test_a_decision_lets_nobody_in_who_asked_next_door(cast: Cast) -> None:
    request = actions.put_before_all(factories.request(cast), by=cast.awa)
    assert not rules.admitting(cast.next_door, {"request": request.pk})


# ── a later window ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_request_put_off_comes_back_by_itself_on_its_day(cast: Cast) -> None:
    request = factories.request(cast)
    day = clock.today() + timedelta(days=40)
    actions.put_off(request, by=cast.awa, until=day, word="Le prochain cycle commence alors.")
    assert ("request_put_off", "omar@example.org") in mails()
    assert list(JoinRequest.objects.due()) == []
    with clock.at(clock.now() + timedelta(days=39)):
        actions.bring_overdue_before_all()
    with clock.at(clock.now() + timedelta(days=41)):
        assert list(JoinRequest.objects.due()) == [request]
        request.refresh_from_db()
        assert (request.before_all_at, request.is_put_off) == (None, False)
    with clock.at(clock.now() + timedelta(days=55)):
        actions.bring_overdue_before_all()
    request.refresh_from_db()
    assert request.is_before_all


@pytest.mark.parametrize(
    ("days", "reason"), [(0, "a day to come"), (-3, "a day to come"), (366, "more than a year")]
)
def test_a_later_window_is_a_day_to_come_within_a_year(cast: Cast, days: int, reason: str) -> None:
    with pytest.raises(PermissionDenied, match=reason):
        actions.put_off(factories.request(cast), by=cast.awa, until=clock.today() + timedelta(days=days))


# ── refusing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_refusal_takes_two_people_and_is_written_to_whoever_asked(cast: Cast) -> None:
    request = factories.request(cast)
    act = actions.ask_to_refuse(request, by=cast.awa, reason=REASON, alternative=ALTERNATIVE)
    request.refresh_from_db()
    assert request.is_waiting
    acts.confirm(act, by=cast.claire)
    request.refresh_from_db()
    assert (request.answer, request.reason, request.alternative) == ("refused", REASON, ALTERNATIVE)
    mail = OutgoingMail.objects.get(to="omar@example.org")
    assert (REASON in mail.text, ALTERNATIVE in mail.text) == (True, True)
    assert kinds()[-1] == "request.refused"


@pytest.mark.parametrize(("reason", "alternative"), [("", ALTERNATIVE), (REASON, "  "), ("", "")])
def test_a_refusal_says_why_and_what_else(cast: Cast, reason: str, alternative: str) -> None:
    with pytest.raises(PermissionDenied, match="Say why, and what they may do instead"):
        actions.ask_to_refuse(factories.request(cast), by=cast.awa, reason=reason, alternative=alternative)


def test_the_database_keeps_no_refusal_without_reason(cast: Cast) -> None:
    request = factories.request(cast)
    with pytest.raises(IntegrityError):
        JoinRequest.objects.filter(pk=request.pk).update(answer="refused", answered_at=clock.now())


def test_the_second_person_reads_what_they_refuse(cast: Cast) -> None:
    request = factories.request(cast)
    assert not JoinRequest.objects.visible_to(cast.member).exists()
    actions.ask_to_refuse(request, by=cast.awa, reason=REASON, alternative=ALTERNATIVE)
    assert JoinRequest.objects.visible_to(cast.member).exists()
    assert not rules.answering(cast.member, request)


def test_somebody_refused_may_ask_again_after_thirty_days(cast: Cast) -> None:
    act = actions.ask_to_refuse(factories.request(cast), by=cast.awa, reason=REASON, alternative=ALTERNATIVE)
    acts.confirm(act, by=cast.claire)
    with pytest.raises(PermissionDenied, match="less than thirty days ago"):
        factories.request(cast)
    with clock.at(clock.now() + timedelta(days=31)):
        assert factories.request(cast).number == 2


@pytest.mark.parametrize("answered", ["welcome", "taken back"])
def test_a_refusal_confirmed_too_late_does_nothing(cast: Cast, answered: str) -> None:
    request = factories.request(cast)
    act = actions.ask_to_refuse(request, by=cast.awa, reason=REASON, alternative=ALTERNATIVE)
    if answered == "welcome":
        actions.welcome(request, by=cast.claire)
    else:
        actions.take_back(request, by=cast.outsider)
    with pytest.raises(PermissionDenied, match=r"already been answered|taken back"):
        acts.confirm(act, by=cast.claire)


# ── fourteen days ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("days", "before_all"), [(13, False), (14, True)])
def test_after_fourteen_days_a_request_is_before_all_members_once(cast: Cast, days: int, before_all: bool) -> None:
    request = factories.request(cast)
    with clock.at(request.asked_at + timedelta(days=days)):
        actions.bring_overdue_before_all()
        actions.bring_overdue_before_all()
    request.refresh_from_db()
    assert request.is_before_all is before_all
    assert kinds().count("request.unanswered") == int(before_all)


def test_the_clock_asks_once_and_writes_nothing_when_nothing_is_late(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    factories.request(cast)
    with django_assert_num_queries(1):
        actions.bring_overdue_before_all()


# ── the conversation, taking back ──────────────────────────────────────────────────────────────────────────────────────


def test_those_who_welcome_and_whoever_asks_write_to_each_other(cast: Cast) -> None:
    request = factories.request(cast)
    for by, text in (
        (cast.awa, "Quand pouvons-nous parler ?"),
        (cast.outsider, "Jeudi."),
        (cast.outsider, "Jeudi."),
    ):
        actions.write_message(request, by=by, text=text)
    assert [(message.by, message.text) for message in request.messages.all()] == [
        (cast.awa, "Quand pouvons-nous parler ?"),
        (cast.outsider, "Jeudi."),
    ]
    assert [to for kind, to in mails() if kind == "request_message"] == ["omar@example.org"]
    mail = OutgoingMail.objects.get(to="omar@example.org")
    assert "Quand pouvons-nous" not in mail.text


def test_who_reads_a_request(cast: Cast) -> None:
    request = factories.request(cast)

    def readers() -> set[str]:
        return {who for who in EVERYBODY if JoinRequest.objects.visible_to(cast.person(who)).exists()}

    assert readers() == {"outsider", "awa", "claire"}
    welcomer(cast, "former")
    assert readers() == {"outsider", "former"}
    JoinRequest.objects.filter(pk=request.pk).update(before_all_at=clock.now())
    assert readers() == {"outsider", "awa", "claire", "member", "newcomer", "former", *_late_ones()}


def _late_ones() -> set[str]:
    """Those of the cast who read and do not write."""
    return {who for who in ("late", "pausing") if who in EVERYBODY}


@pytest.mark.parametrize("who", ["member", "newcomer", "neighbour", "steward", "unsigned"])
def test_nobody_else_writes(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.write_message(factories.request(cast), by=cast.person(who), text="Bonjour")


def test_only_whoever_wrote_it_takes_it_back(cast: Cast) -> None:
    request = factories.request(cast)
    with pytest.raises(PermissionDenied, match="by whoever wrote it"):
        actions.take_back(request, by=cast.awa)
    actions.take_back(request, by=cast.outsider)
    for gesture in (
        lambda: actions.welcome(request, by=cast.awa),
        lambda: actions.take_back(request, by=cast.outsider),
        lambda: actions.write_message(request, by=cast.outsider, text="Encore"),
    ):
        with pytest.raises(PermissionDenied, match="taken back"):
            gesture()
    assert factories.request(cast) != request


def come_in_by_an_invitation(cast: Cast) -> Membership:
    invitation = invite(cast.community, by=cast.member, email=cast.outsider.email)
    return accept_invitation(invitation, by=cast.outsider, organisation=None)


def test_somebody_who_came_in_by_an_invitation_waits_no_more(cast: Cast) -> None:
    request = factories.request(cast)
    come_in_by_an_invitation(cast)
    assert list(JoinRequest.objects.waiting()) == []
    with pytest.raises(PermissionDenied, match="was invited meanwhile"):
        actions.welcome(request, by=cast.awa)


def test_the_clock_answers_once_by_the_invitation_and_it_is_over_for_good(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    request = factories.request(cast)
    with django_assert_num_queries(1):
        actions.close_come_in_otherwise()
    place = come_in_by_an_invitation(cast)
    actions.close_come_in_otherwise()
    actions.close_come_in_otherwise()
    request.refresh_from_db()
    assert (request.answer, request.answered_by, request.membership) == ("welcomed", cast.place("member"), place)
    assert kinds().count("request.come_in_otherwise") == 1
    leave(cast.community, by=cast.outsider)
    assert factories.request(cast) != request


def test_a_former_holder_of_welcome_reads_no_request_any_more(cast: Cast) -> None:
    welcomer(cast, "former")
    factories.request(cast)
    Mandate.objects.filter(function=Function.WELCOME).update(ended_on=clock.today())
    assert not JoinRequest.objects.visible_to(cast.former).exists()
