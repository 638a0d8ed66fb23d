from tresse.polls import own_data
from tresse.polls.tests.factories import answered, poll


def test_one_takes_along_the_polls_one_opened_and_what_one_answered(cast):
    opened = answered(poll(cast), cast, member="y-n", claire="yyy")
    assert [row["session"] for row in own_data.polls_opened(cast.place("awa")).rows] == [opened.title]
    assert own_data.polls_opened(cast.place("member")).rows == []
    assert [row["my answer"] for row in own_data.poll_answers(cast.place("member")).rows] == ["yes", "no"]
