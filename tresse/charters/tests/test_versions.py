"""A new version: written together, adopted by consent exactly as proposed, signed again by everyone in time (S7)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import Cast, build_cast
from tresse.charters import actions, effects
from tresse.charters.actions import ArticleText, DraftChanged
from tresse.charters.actions.writing import write_articles, written
from tresse.charters.differences import differences
from tresse.charters.forms import AdoptingForm
from tresse.charters.models import Charter, Signature
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.models import JournalEntry
from tresse.memberships import rules as memberships
from tresse.memberships.models import Membership

ARTICLES = [ArticleText("safety", f"Article {letter}", f"Texte {letter} de la charte.") for letter in "ABCD"]


@pytest.fixture
def draft(cast: Cast) -> Charter:
    write_articles(charter_in_force(cast.community), ARTICLES)
    return actions.begin_draft(cast.community, by=cast.member)


def write(draft: Charter, articles: list[ArticleText], *, by, **numbers) -> Charter:
    draft.refresh_from_db()
    return actions.write_draft(draft, by=by, articles=articles, expected_revision=draft.revision, **numbers)


def said(draft: Charter) -> list[tuple[str, str]]:
    """Each article, and what happens to it."""
    found = differences(charter_in_force(draft.community), draft)
    return [((one.after or one.before).title, one.what) for one in found.articles]


def adopt(draft: Charter, number: int = 7) -> Charter:
    return actions.adopt_version(draft, decision_number=number)


def test_a_draft_begins_as_the_charter_in_force(cast: Cast, draft: Charter) -> None:
    assert (draft.version, draft.is_draft, said(draft)) == (
        2, True, [(f"Article {letter}", "unchanged") for letter in "ABCD"],
    )  # fmt: skip


def test_there_is_one_draft_at_a_time(cast: Cast, draft: Charter) -> None:
    assert actions.begin_draft(cast.community, by=cast.claire) == draft


def test_what_was_added_changed_moved_or_taken_out_is_said_article_by_article(cast: Cast, draft: Charter) -> None:
    a, b, _c, d = written(draft)
    new = ArticleText("openness", "Neuf", "Tout neuf.")
    write(draft, [d, a, replace(b, text="Texte B de notre charte."), new], by=cast.claire)
    assert said(draft) == [
        ("Article D", "moved"), ("Article A", "unchanged"), ("Article B", "changed"), ("Article C", "taken out"),
        ("Neuf", "added"),
    ]  # fmt: skip
    reworded = next(one for one in differences(charter_in_force(cast.community), draft).articles if one.is_reworded)
    assert [piece.text for piece in reworded.texts.theirs if piece.differs] == ["la"]
    assert [piece.text for piece in reworded.texts.mine if piece.differs] == ["notre"]


def test_two_people_saving_at_once_lose_nothing(cast: Cast, draft: Charter) -> None:
    articles = written(draft)
    actions.write_draft(draft, by=cast.member, articles=articles[:3], expected_revision=0)
    with pytest.raises(DraftChanged) as told:
        actions.write_draft(draft, by=cast.claire, articles=articles[1:], expected_revision=0)
    assert [article.title for article in written(told.value.current)] == ["Article A", "Article B", "Article C"]


def test_the_same_draft_sent_twice_is_saved_once(cast: Cast, draft: Charter) -> None:
    articles = written(draft)[:3]
    for _ in range(2):
        saved = actions.write_draft(draft, by=cast.member, articles=articles, expected_revision=0)
    assert saved.revision == 1


def test_an_article_of_elsewhere_is_followed_by_none(cast: Cast, draft: Charter) -> None:
    other = charter_in_force(cast.next_door)
    write_articles(other, ARTICLES)
    foreign = other.articles.all()[0].pk
    first = written(draft)[0]
    write(draft, [first, first, replace(first, follows=foreign), replace(first, follows=10**30)], by=cast.member)
    assert [article.follows for article in written(draft)] == [first.follows, None, None, None]


@pytest.mark.parametrize("who", ["late", "unsigned", "neighbour", "outsider", "steward", None])
def test_who_does_not_take_part_writes_no_draft(cast: Cast, draft: Charter, who: str | None) -> None:
    for act in (
        lambda: actions.begin_draft(cast.community, by=cast.person(who)),
        lambda: write(draft, [], by=cast.person(who)),
        lambda: actions.set_draft_aside(draft, by=cast.person(who)),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert len(written(draft)) == 4


def test_the_same_charter_unsigned_is_changed_as_it_is(cast: Cast) -> None:
    Charter.objects.filter(community=cast.community).update(adopted_at=None)
    with pytest.raises(PermissionDenied, match="change it as it is"):
        actions.begin_draft(cast.community, by=cast.member)


def test_a_draft_set_aside_leaves_the_charter_as_it_is(cast: Cast, draft: Charter) -> None:
    actions.set_draft_aside(draft, by=cast.claire)
    assert [charter.version for charter in cast.community.charters.all()] == [1]


def test_adopting_puts_the_version_in_force_and_asks_everyone_to_sign(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member, sign_again_days=10)
    moment = clock.now()
    overdue = cast.place("late").sign_again_by
    with clock.at(moment):
        adopt(draft)
    old, new = cast.community.charters.order_by("version")
    assert (old.superseded_at, new.adopted_at, new.decision_number, new.is_draft) == (moment, moment, 7, False)
    assert charter_in_force(cast.community) == new
    due = dict(Membership.objects.filter(community=cast.community).values_list("person__name", "sign_again_by"))
    assert due == dict.fromkeys(
        ["Awa Diop", "Claire Roux", "Farid Ancien", "Mina Membre", "Tom Nouveau"], moment + timedelta(days=10)
    ) | {"Lena Tarde": overdue, "Ugo Attend": None}
    assert cast.place("neighbour", cast.next_door).sign_again_by is None
    entry = JournalEntry.objects.get(kind="charter.adopted")
    assert (entry.by, entry.facts["version"], entry.facts["number"]) == (None, 2, 7)


def test_one_writes_until_the_delay_is_over_then_reads_until_one_signs(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    new = adopt(draft)
    assert memberships.taking_part(cast.member, cast.community)
    with clock.at(clock.now() + timedelta(days=30)):
        refused = memberships.taking_part(cast.member, cast.community)
        assert "sign it first" in str(refused.reason)
        actions.sign_charter(new, by=cast.member)
        assert memberships.taking_part(cast.member, cast.community)


def test_each_signature_is_kept_with_its_version(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    new = adopt(draft)
    actions.sign_charter(new, by=cast.member)
    signed = Signature.objects.filter(membership=cast.place("member")).order_by("charter__version")
    assert [signature.charter.version for signature in signed] == [1, 2]
    assert not cast.place("member").on_trial, "signing again begins no new trial"


def test_newcomers_sign_the_version_in_force_and_no_other(cast: Cast, draft: Charter) -> None:
    old = charter_in_force(cast.community)
    with pytest.raises(PermissionDenied, match="being written"):
        actions.sign_charter(draft, by=cast.unsigned)
    write(draft, written(draft)[:2], by=cast.member)
    new = adopt(draft)
    with pytest.raises(PermissionDenied, match="sign the present one"):
        actions.sign_charter(old, by=cast.unsigned)
    actions.sign_charter(new, by=cast.unsigned)
    assert cast.place("unsigned").is_inside


def test_a_second_version_compares_with_the_first_through_the_one_between(cast: Cast, draft: Charter) -> None:
    first = charter_in_force(cast.community)
    write(draft, written(draft)[1:], by=cast.member)
    adopt(draft)
    third = actions.begin_draft(cast.community, by=cast.member)
    b, c, d = written(third)
    write(third, [replace(b, title="Article B bis"), c, d], by=cast.member)
    found = differences(first, third)
    assert [((one.after or one.before).title, one.what) for one in found.articles] == [
        ("Article A", "taken out"), ("Article B bis", "changed"), ("Article C", "unchanged"), ("Article D", "unchanged"),
    ]  # fmt: skip


# As the effect of a decision


def terms_of(draft: Charter) -> dict[str, object]:
    form = AdoptingForm(
        {"digest": differences(charter_in_force(draft.community), draft).digest}, community=draft.community
    )
    assert form.is_valid(), form.errors
    return form.terms()


def test_what_is_adopted_is_exactly_what_was_proposed(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    terms = terms_of(draft)
    assert effects.adopting(cast.community, terms)
    write(draft, written(draft)[:1], by=cast.claire)
    refused = effects.adopting(cast.community, terms)
    assert "exactly what was proposed" in str(refused.reason)


def test_a_form_read_before_somebody_wrote_proposes_nothing(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    read = differences(charter_in_force(cast.community), draft).digest
    write(draft, written(draft)[:1], by=cast.claire)
    assert not AdoptingForm({"digest": read}, community=cast.community).is_valid()


def test_a_version_that_changes_nothing_or_says_nothing_is_not_proposed(cast: Cast, draft: Charter) -> None:
    assert not AdoptingForm({"digest": ""}, community=cast.community).is_valid()
    terms = {"version": 2, "digest": differences(charter_in_force(cast.community), draft).digest}
    assert "changes nothing" in str(effects.adopting(cast.community, terms).reason)
    write(draft, [], by=cast.member)
    assert "one article at least" in str(effects.adopting(cast.community, terms_of(draft)).reason)


def test_a_proposed_version_is_written_no_more(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    terms = terms_of(draft)
    proposal = cast.community.proposals.create(
        number=1, title="Version 2", text="…", effect="charter.adopting", terms=terms,
        proposed_by=cast.place("member"),
    )  # fmt: skip
    for act in (
        lambda: write(draft, [], by=cast.member),
        lambda: actions.set_draft_aside(draft, by=cast.member),
    ):
        with pytest.raises(PermissionDenied, match="proposed to the community as it is"):
            act()
    proposal.ended_at, proposal.ending = clock.now(), "withdrawn"
    proposal.save()
    assert write(draft, [], by=cast.member).revision == 2


def test_the_page_of_a_proposal_shows_what_was_adopted_and_nothing_else(cast: Cast, draft: Charter) -> None:
    write(draft, written(draft)[:2], by=cast.member)
    terms = terms_of(draft)
    shown = effects.version_in(cast.community, terms)
    assert shown
    assert [one.what for one in shown.changed] == ["taken out", "taken out"]
    actions.set_draft_aside(draft, by=cast.member)
    again = actions.begin_draft(cast.community, by=cast.member)
    write(again, written(again)[:3], by=cast.member)
    assert effects.version_in(cast.community, terms) is None
    adopt(again)
    assert effects.version_in(cast.community, terms) is None


@pytest.mark.django_db(transaction=True)
def test_two_people_beginning_and_saving_at_the_same_instant(transactional_db: None) -> None:
    world = build_cast()
    write_articles(charter_in_force(world.community), ARTICLES)
    community = Community.objects.get(pk=world.community.pk)
    begun = at_once(*[lambda by=by: actions.begin_draft(community, by=by) for by in (world.awa, world.member)])
    assert begun[0] == begun[1]
    articles = written(begun[0])
    outcomes = at_once(
        lambda: actions.write_draft(begun[0], by=world.awa, articles=articles[:3], expected_revision=0),
        lambda: actions.write_draft(begun[0], by=world.member, articles=articles[:2], expected_revision=0),
    )
    assert sum(isinstance(outcome, DraftChanged) for outcome in outcomes) == 1, outcomes
