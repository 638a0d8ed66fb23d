"""The answer comes at the very moment the words change."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.at_once import at_once
from tests.cast import build_cast
from tresse.confidence import actions
from tresse.confidence.models import Authorisation
from tresse.confidence.tests import factories
from tresse.core.models import OutgoingMail


@pytest.fixture
def cast(transactional_db):
    return build_cast()


def test_a_yes_and_a_change_of_the_words_leave_the_new_words_without_a_yes(cast):
    first = factories.asked(cast)

    def yes():
        return actions.answer_authorisation(first, granted=True, attribution="named", token=first.token)

    said, asked = at_once(yes, lambda: factories.asked(cast, text="Tout autre chose."))
    assert isinstance(said, Authorisation | PermissionDenied)
    current = Authorisation.objects.current().get()
    assert (current, current.text, current.granted) == (asked, "Tout autre chose.", None)


def test_the_same_question_asked_twice_at_once_is_asked_once(cast):
    at_once(*[lambda: factories.asked(cast)] * 2)
    assert (Authorisation.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_the_same_answer_sent_twice_at_once_is_told_once(cast):
    asked = factories.asked(cast)
    at_once(*[lambda: actions.answer_authorisation(asked, granted=False, word="Non.", token=asked.token)] * 2)
    assert OutgoingMail.objects.filter(to="awa@example.org").count() == 1
