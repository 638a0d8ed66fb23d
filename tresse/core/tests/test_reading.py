"""One reading asks each question once; anything that writes asks anew."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tresse.core import reading


@pytest.fixture
def question():
    """A question whose answer changes each time it is asked."""
    answers = iter(range(9))
    return lambda: reading.once("a question", lambda: next(answers))


def test_outside_a_reading_a_question_is_asked_each_time(question):
    assert [question(), question()] == [0, 1]


def test_within_a_reading_it_is_asked_once_and_forgotten_after_it(question):
    with reading.one_reading():
        assert [question(), question()] == [0, 0]
    with reading.one_reading():
        assert question() == 1
    assert question() == 2


def test_a_no_is_kept_as_well():
    asked = []
    with reading.one_reading():
        for _time in range(2):
            assert reading.once("nobody", lambda: asked.append(1)) is None
    assert asked == [1]


@pytest.mark.parametrize(("method", "answers"), [("get", "0 0"), ("head", "0 0"), ("post", "0 1")])
def test_a_request_is_one_reading_if_it_only_reads(question, method, answers):
    middleware = reading.ReadingMiddleware(lambda request: HttpResponse(f"{question()} {question()}"))
    assert middleware(getattr(RequestFactory(), method)("/")).content.decode() == answers
