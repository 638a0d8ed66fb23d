from tresse.resources import actions, own_data
from tresse.resources.tests.factories import reference


def test_one_takes_along_what_one_brought_and_what_one_noted(cast):
    one = reference(cast, title="Un guide", why="Pour sa grille.")
    actions.note(one, text="J'ai ri.", by=cast.former)
    assert [row["title"] for row in own_data.references_brought(cast.place("member")).rows] == ["Un guide"]
    assert own_data.references_brought(cast.place("former")).rows == []
    assert [row["text"] for row in own_data.notes(cast.place("former")).rows] == ["J'ai ri."]
