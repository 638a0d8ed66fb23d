"""The index follows what people do, in the same transaction (S1)."""

import pytest
from django.db import transaction

from tests.cast import Cast
from tresse.confidence import actions as confidence
from tresse.confidence.models import Attribution, Audience
from tresse.core import indexing
from tresse.decisions import actions as decisions
from tresse.decisions.tests import factories as proposals
from tresse.documents import actions as documents
from tresse.lifecycle.founding import StrandPlan, found_community
from tresse.meetings import actions as meetings
from tresse.meetings.tests import factories as sessions
from tresse.networks import actions as networks
from tresse.search.models import Passage
from tresse.search.reindexing import differences, reindex
from tresse.search.writing import plain


def readers(label: str) -> list[str]:
    return sorted(Passage.objects.filter(label=label).values_list("reader", flat=True))


def inside(cast: Cast) -> str:
    return f"c{cast.community.pk}"


def test_a_session_is_found_by_those_it_is_for_and_follows_each_change(cast: Cast) -> None:
    meeting = sessions.session(cast, title="Compter la parole", intention="Qui parle ?", place="À Lille")
    meetings.add_agenda_item(meeting, by=cast.awa, title="Un tour de **table**", minutes=20)
    passage = Passage.objects.get(label="meetings.Meeting")
    assert (passage.reader, passage.title, passage.text) == (
        inside(cast),
        "Compter la parole",
        "Qui parle ? À Lille Un tour de table",
    )
    meetings.change_meeting(meeting, by=cast.awa, title="Autre chose", audience=Audience.PUBLIC)
    passage = Passage.objects.get(label="meetings.Meeting")
    assert (passage.reader, passage.title) == ("p", "Autre chose")
    assert list(differences_but_of_the_cast()) == []


def test_minutes_narrowed_to_those_who_took_part_are_found_by_them_alone(cast: Cast) -> None:
    meeting = sessions.held(cast)
    minutes = meetings.write_minutes(meeting, by=cast.awa, text="Ce qui s’est dit.")
    assert readers("meetings.Minutes") == [inside(cast)]
    meetings.write_minutes(
        meeting,
        by=cast.awa,
        text="Ce qui s’est dit.",
        audience=Audience.SESSION,
        expected_revision=minutes.revision,
    )
    assert readers("meetings.Minutes") == [f"s{meeting.pk}{inside(cast)}"]


def test_words_not_authorised_stay_inside_however_far_their_document_is_shown(cast: Cast) -> None:
    document = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    documents.add_block(document, "text", body="Ce que nous avons vu.", by=cast.awa)
    voice = documents.add_block(document, "voice", body="J’ai eu peur.", by=cast.awa, quoted_person=cast.member)
    asked = documents.ask_for_words(voice, by=cast.awa)
    confidence.answer_authorisation(asked, granted=True, attribution=Attribution.UNSIGNED, by=cast.member)
    type(document).objects.filter(pk=document.pk).update(audience=Audience.PUBLIC)
    with transaction.atomic():
        indexing.changed(document, *document.blocks.kept())
    assert readers("documents.Block") == ["p", "p"]
    confidence.withdraw_authorisation(asked, by=cast.member)
    assert readers("documents.Block") == [inside(cast), "p"]


def test_what_is_taken_out_is_found_no_more_and_again_once_put_back(cast: Cast) -> None:
    document = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    block = documents.add_block(document, "text", body="Un début.", by=cast.awa)
    documents.remove_block(block, by=cast.awa)
    assert readers("documents.Block") == []
    documents.put_block_back(block, by=cast.awa)
    assert readers("documents.Block") == [inside(cast)]


def test_an_adopted_proposal_is_found_as_its_decision(cast: Cast) -> None:
    proposed = proposals.in_round(cast)
    assert readers("decisions.Proposal") == [inside(cast)]
    decisions.adopt(proposals.consented(proposed), by=cast.member)
    assert (readers("decisions.Proposal"), readers("decisions.Decision")) == ([], [inside(cast)])


def test_an_idea_is_found_by_those_who_carry_it_and_by_everyone_once_it_begins(cast: Cast) -> None:
    community = found_community(
        by=cast.outsider,
        name="CP Nouvelle",
        purpose="Essayer.",
        practice="Essayer ensemble",
        strands=[StrandPlan("Échange", "exploration")],
        organisation=cast.north,
        language="fr",
    )
    carried = f"i{community.pk}"
    assert readers("communities.Community") == [carried]
    type(community).objects.filter(pk=community.pk).update(stage="forming")
    with transaction.atomic():
        indexing.changed(community)
    assert readers("communities.Community") == ["p"]


def test_what_an_idea_holds_for_everyone_follows_when_it_begins(cast: Cast) -> None:
    meeting = sessions.session(cast, audience=Audience.PUBLIC)
    type(cast.community).objects.filter(pk=cast.community.pk).update(stage="idea")
    with transaction.atomic():
        indexing.changed(meeting)
    assert readers("meetings.Meeting") == [f"i{cast.community.pk}"]
    type(cast.community).objects.filter(pk=cast.community.pk).update(stage="living")
    with transaction.atomic():
        indexing.changed(cast.community)
    assert readers("meetings.Meeting") == ["p"]


def test_an_organisation_is_found_by_what_it_does_as_soon_as_it_is_known(cast: Cast) -> None:
    added = networks.add_organisation(by=cast.steward, name="Les Semeuses", description="Agroécologie")
    networks.change_organisation(added, by=cast.steward, city="Thiès")
    networks.organisation_named("Une autre")
    assert sorted(Passage.objects.filter(label="networks.Organisation").values_list("title", "text")) == [
        ("Les Semeuses", "Agroécologie Thiès"),
        ("Une autre", ""),
    ]


def test_what_is_undone_is_not_indexed(cast: Cast) -> None:
    with transaction.atomic():
        sessions.session(cast)
        assert readers("meetings.Meeting") == [inside(cast)]
        transaction.set_rollback(True)
    assert readers("meetings.Meeting") == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_indexed_outside_the_transaction_of_the_change() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        indexing.changed_ids("meetings.Meeting", [1])


def test_writing_again_changes_nothing_and_finds_what_was_never_indexed(cast: Cast) -> None:
    sessions.session(cast)
    list(reindex())
    before = list(Passage.objects.values())
    assert list(differences()) == []
    list(reindex(from_nothing=True))
    assert (list(Passage.objects.values()), list(differences())) == (before, [])


def test_the_check_says_where_the_index_differs(cast: Cast) -> None:
    list(reindex())
    meeting = sessions.session(cast)
    type(meeting).objects.filter(pk=meeting.pk).update(title="Changé derrière les règles")
    assert list(differences()) == [f"meetings.Meeting {meeting.pk}: the index does not say what it says."]


def test_the_marks_of_a_text_are_no_words() -> None:
    written = (
        "## Un *titre*\n\n- [le lien](https://example.org/x) et `code`\n1. **un**\n> dit\n<https://example.org/>"
    )
    assert plain(written) == "Un titre le lien et code un dit"


def differences_but_of_the_cast() -> list[str]:
    """The cast is made by factories, behind the index."""
    return [each for each in differences() if not each.startswith(("communities.", "networks."))]
