"""What the page of a session shows of the proposals it decides."""

import pytest

from tresse.confidence.models import Audience
from tresse.decisions import actions
from tresse.decisions.session_parts import proposals_here
from tresse.decisions.tests import factories
from tresse.meetings.tests import factories as meetings


def test_the_page_of_a_session_lists_what_is_to_be_decided_there(cast, as_):
    session = meetings.session(cast)
    factories.proposal(cast, meeting=session, title="Un mardi sur deux")
    factories.proposal(cast, title="Ailleurs, sur des jours")
    page = as_("member").get(session.get_absolute_url()).text
    assert ("To be decided here" in page, "Un mardi sur deux" in page, "Ailleurs" in page) == (True, True, False)
    assert "What was decided here" not in page


def test_a_proposal_that_has_ended_is_told_apart(cast, as_):
    session = meetings.session(cast)
    proposal = factories.proposal(cast, meeting=session)
    actions.withdraw(proposal, by=proposal.proposed_by.person)
    page = as_("member").get(session.get_absolute_url()).text
    assert ("To be decided here" in page, "What was decided here" in page) == (False, True)


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("member", True),
        ("late", True),
        ("outsider", False),
        ("neighbour", False),
        ("steward", False),
        ("visitor", False),
    ],
)
def test_whoever_may_not_read_a_proposal_does_not_learn_of_it_from_its_session(cast, as_, who, shown):
    session = meetings.session(cast, audience=Audience.PUBLIC)
    factories.proposal(cast, meeting=session, title="Un mardi sur deux")
    page = as_(who).get(session.get_absolute_url())
    assert (page.status_code, "Un mardi sur deux" in page.text, "To be decided" in page.text) == (200, shown, shown)


def test_a_session_that_decides_nothing_says_nothing_of_decisions(cast):
    assert proposals_here(cast.member, meetings.session(cast)) is None


def test_three_proposals_take_as_many_queries_as_one(cast, as_, django_assert_max_num_queries):
    session, counts, browser = meetings.session(cast), [], as_("member")
    for _ in (1, 2, 3):
        factories.proposal(cast, meeting=session)
        with django_assert_max_num_queries(17) as counted:
            browser.get(session.get_absolute_url())
        counts.append(len(counted))
    assert len(set(counts)) == 1
