"""A new version of the charter: written together, adopted by a decision, signed by everyone again or not."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import Life, actors
from tresse.charters import actions as charters
from tresse.charters.actions import ArticleText
from tresse.charters.models import Charter


class Charters(Life):
    @precondition(lambda self: self.is_time(not self.rows.of("charters", is_draft=True)))
    @rule(who=actors)
    def begins_a_new_charter(self, who: int) -> None:
        self.attempt("begin a new charter", who, lambda person: charters.begin_draft(self.fresh(), by=person))

    @rule(who=actors, days=st.sampled_from([7, 30]), door=st.sampled_from(["", "closed", "between_sessions"]))
    def writes_the_new_charter(self, who: int, days: int, door: str) -> None:
        draft = Charter.objects.filter(community=self.community, is_draft=True).first()
        if draft:
            words = [ArticleText("engagement", "Article", f"Nous écrivons ceci ({self.turn}).")]
            self.attempt(
                "write the new charter",
                who,
                lambda person: charters.write_draft(
                    draft,
                    by=person,
                    articles=words,
                    expected_revision=draft.revision,
                    sign_again_days=days,
                    door=door,
                ),
            )

    @rule(who=actors)
    def sets_the_new_charter_aside(self, who: int) -> None:
        draft = Charter.objects.filter(community=self.community, is_draft=True).first()
        if draft:
            self.attempt(
                "set the new charter aside", who, lambda person: charters.set_draft_aside(draft, by=person)
            )
