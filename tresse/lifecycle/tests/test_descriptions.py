"""What a community says of itself: kept as typed, whatever comes in."""

import pytest

from tests.cast import Cast
from tresse.networks.models import Theme

IDEA = {
    "name": "CP Eau",
    "purpose": "Partager l'eau.",
    "practice": "Gérer l'eau",
    "language": "fr",
    "strands-TOTAL_FORMS": "1",
    "strands-INITIAL_FORMS": "0",
    "strands-0-title": "Échange",
    "strands-0-objective_key": "exploration",
}


@pytest.mark.parametrize("theme", [str(2**70), "-1", "<b>", "\x00", "9" * 500])
def test_a_theme_nobody_knows_is_refused_and_what_was_typed_kept(as_, cast: Cast, theme: str) -> None:
    for who, address in (("outsider", "/found/"), ("awa", "/c/cp-genre/description/")):
        answer = as_(who).post(address, IDEA | {"themes": theme})
        assert (answer.status_code, "Partager l&#x27;eau." in answer.text) == (422, True)


def test_a_holder_changes_what_the_community_says(as_, cast: Cast) -> None:
    theme = Theme.objects.create(name="Eau", slug="eau")
    sent = {"name": "CP Genre", "purpose": "Autrement.", "practice": "Agir", "themes": theme.slug}
    assert as_("awa").post("/c/cp-genre/description/", sent).status_code == 302
    cast.community.refresh_from_db()
    assert (cast.community.purpose, list(cast.community.themes.all())) == ("Autrement.", [theme])
    page = as_("awa").get("/c/cp-genre/description/").text
    assert 'value="eau"' in page
    assert "checked" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"strands-0-title": ""}, "A strand has a title and an objective."),
        ({"strands-0-title": "", "strands-0-objective_key": ""}, "A community has one strand at least"),
        ({"purpose": "a" * 2001}, "Two or three sentences are enough here"),
        ({"name": "CP Genre"}, "already exists"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_an_idea_written_badly_says_what_to_do(as_, cast: Cast, changed: dict[str, str], said: str) -> None:
    answer = as_("outsider").post("/found/", IDEA | changed)
    assert (answer.status_code, said in answer.text, "Gérer l&#x27;eau" in answer.text) == (422, True, True)
