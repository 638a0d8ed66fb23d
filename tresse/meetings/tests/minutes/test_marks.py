"""A passage becomes what it says it is, when somebody asks: nothing by itself, and nothing further than its minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tresse.confidence import actions as confidence
from tresse.confidence.models import Audience, Authorisation
from tresse.core import clock
from tresse.decisions.models import Decision
from tresse.discussions.models import Thread
from tresse.documents import actions as documents
from tresse.documents.models import Block
from tresse.meetings import actions
from tresse.meetings.minutes.passages import passages
from tresse.meetings.models import Mark, Minutes, Pledge
from tresse.meetings.tests import factories
from tresse.memberships import acts
from tresse.memberships.models import ActByTwo

TEXT = """Nous étions neuf.

Décision : deux récits par carnet, pas plus.
Engagement : @Mina, avant le 12 mars, envoyer la grille.
Question : qui paie les interprètes ?
Essai-erreur : nous avons ouvert par les chiffres, et perdu la salle.
Parole : « On nous a dit non, et nous l'avons fait. »
"""
KINDS = ["decision", "commitment", "question", "trial_error", "voice"]


def minutes(cast, **terms) -> Minutes:
    return actions.write_minutes(factories.held(cast, **terms), text=TEXT, by=cast.awa)


def one_gesture(as_, there: Minutes, kind: str, by: str = "member", **sent: str):
    """The button of a passage, on the page of the minutes."""
    passage = next(each for each in passages(TEXT) if each.kind == kind)
    address = f"{there.meeting.get_absolute_url()}minutes/marks/{kind}/{passage.digest[:16]}/"
    return as_(by).post(address, sent)


def test_saving_makes_nothing_and_offers_everything(cast, as_):
    there = minutes(cast)
    page = as_("member").get(there.get_absolute_url()).text
    assert [kind for kind in KINDS if f"/minutes/marks/{kind}/" in page] == KINDS
    made = (Mark, Pledge, Thread, Decision, Authorisation, ActByTwo)
    assert [model.objects.count() for model in made] == [0] * 6


def test_a_pledge_is_made_in_one_gesture_when_the_passage_says_who_and_when(cast, as_):
    assert one_gesture(as_, minutes(cast), "commitment").status_code == 302
    pledge = Pledge.objects.get()
    assert (pledge.membership.person, pledge.text) == (cast.member, "Envoyer la grille.")
    assert (pledge.due_on.month, pledge.due_on.day) == (3, 12)
    assert Mark.objects.get().became == pledge


def test_what_lacks_is_asked_for(cast, as_):
    there = minutes(cast)
    place = cast.place("member")
    place.person.name = "Une autre"
    place.person.save()
    answer = one_gesture(as_, there, "commitment", "claire")
    assert (answer.status_code, Pledge.objects.count()) == (422, 0)
    assert one_gesture(as_, there, "commitment", "claire", who=str(place.pk)).status_code == 302
    assert Pledge.objects.get().membership == place


@pytest.mark.parametrize("kind", ["question", "trial_error"])
def test_a_question_and_an_essai_erreur_become_conversations_about_the_session(cast, as_, kind):
    there = minutes(cast)
    assert one_gesture(as_, there, kind).status_code == 302
    thread = Thread.objects.get()
    assert (thread.kind_key, thread.thing, thread.audience) == (kind, there.meeting, "community")
    assert Mark.objects.get().became == thread


def test_a_conversation_goes_no_further_than_the_minutes(cast, as_):
    there = minutes(cast)
    actions.note_attendance(there.meeting, came=[cast.awa, cast.member], by=cast.awa)
    Minutes.objects.update(audience="session")
    one_gesture(as_, there, "question")
    assert {who for who in ("awa", "member", "claire") if Thread.objects.visible_to(cast.person(who)).exists()} == {
        "awa",
        "member",
    }


def test_a_decision_enters_the_register_when_a_second_person_of_another_organisation_confirms(cast, as_):
    there = minutes(cast)
    assert one_gesture(as_, there, "decision").status_code == 302
    assert Decision.objects.count() == 0
    assert Mark.objects.get().became == ActByTwo.objects.get()
    acts.confirm(ActByTwo.objects.get(), by=cast.claire)
    decision = Decision.objects.get()
    assert decision.outcome == "deux récits par carnet, pas plus."
    assert Mark.objects.get().became == decision


def test_one_person_alone_puts_no_decision_in_the_register(cast, as_):
    one_gesture(as_, minutes(cast), "decision")
    with pytest.raises(PermissionDenied):
        acts.confirm(ActByTwo.objects.get(), by=cast.member)


def test_what_stays_among_those_present_is_no_decision_of_the_community(cast, as_):
    there = minutes(cast)
    actions.note_attendance(there.meeting, came=[cast.awa, cast.member], by=cast.awa)
    Minutes.objects.update(audience="session")
    assert one_gesture(as_, there, "decision").status_code == 403


def test_a_decision_asked_for_before_the_minutes_were_kept_to_a_few_is_not_confirmed(cast, as_):
    one_gesture(as_, minutes(cast), "decision")
    Minutes.objects.update(audience="session")
    with pytest.raises(PermissionDenied, match="among those who took part"):
        acts.confirm(ActByTwo.objects.get(), by=cast.claire)


def asked(cast, as_) -> tuple[Mark, Authorisation]:
    one_gesture(as_, minutes(cast), "voice", who=str(cast.place("claire").pk))
    return Mark.objects.get(), Authorisation.objects.get()


def test_whoever_said_it_is_asked_for_the_exact_words(cast, as_):
    _mark, authorisation = asked(cast, as_)
    assert (authorisation.person, authorisation.text) == (
        cast.claire,
        "« On nous a dit non, et nous l'avons fait. »",
    )
    assert Block.objects.count() == 0


def test_nobody_is_asked_before_one_has_said_whom(cast, as_):
    assert one_gesture(as_, minutes(cast), "voice").status_code == 422
    assert Authorisation.objects.count() == 0


def test_words_become_a_voice_of_a_document_once_authorised_and_never_before(cast, as_):
    mark, authorisation = asked(cast, as_)
    document = documents.begin_document(cast.cycle, title="Carnet", by=cast.awa)
    with pytest.raises(PermissionDenied, match="not authorised"):
        actions.bring_voice(mark, document, by=cast.member)
    confidence.answer_authorisation(authorisation, granted=True, attribution="named", by=cast.claire)
    for _ in range(2):
        block = actions.bring_voice(mark, document, by=cast.member)
    assert (block.body, block.quoted_person, block.source) == (mark.words, cast.claire, mark.minutes.meeting)
    assert block.may_be_shown_to(Audience.PUBLIC)
    assert (Block.objects.count(), Mark.objects.get().became) == (1, block)


def test_a_mark_survives_its_words(cast, as_):
    there = minutes(cast)
    one_gesture(as_, there, "commitment")
    actions.write_minutes(there.meeting, text="Tout autre chose.", expected_revision=1, by=cast.awa)
    page = as_("claire").get(there.get_absolute_url()).text
    assert (Pledge.objects.count(), "See what it became" in page, "envoyer la grille" in page) == (1, True, True)


def test_the_same_gesture_twice_makes_one_thing(cast, as_):
    there = minutes(cast)
    assert [one_gesture(as_, there, "question").status_code for _ in range(2)] == [302, 302]
    assert (Mark.objects.count(), Thread.objects.count()) == (1, 1)


def test_words_no_longer_there_become_nothing(cast, as_):
    there = minutes(cast)
    (passage,) = (each for each in passages(TEXT) if each.kind == "question")
    actions.write_minutes(there.meeting, text="Autre chose.", expected_revision=1, by=cast.awa)
    assert one_gesture(as_, there, "question").status_code == 404
    with pytest.raises(ValidationError, match="any more"):
        actions.make_real(there, passage, by=cast.member, title="Qui", text="Qui ?")


def test_under_the_chatham_house_rule_a_pledge_waits_for_whoever_said_it(cast, as_):
    there = minutes(cast, chatham_house=True)
    one_gesture(as_, there, "commitment")
    pledge = Pledge.objects.get()
    assert (pledge.membership, Mark.objects.get().made_by) == (None, None)
    as_("member").post(pledge.get_absolute_url(), {"became": "taken"})
    assert Pledge.objects.get().membership.person == cast.member


def test_under_the_chatham_house_rule_nobody_is_asked_for_words(cast, as_):
    answer = one_gesture(as_, minutes(cast, chatham_house=True), "voice", who=str(cast.place("claire").pk))
    assert (answer.status_code, Authorisation.objects.count()) == (403, 0)


def test_nobody_reads_what_a_passage_became_beyond_its_own_audience(cast, as_):
    """A thing narrowed since is not told of, not even by its link."""
    there = minutes(cast)
    one_gesture(as_, there, "question")
    Thread.objects.update(audience="session")
    actions.note_attendance(there.meeting, came=[cast.awa], by=cast.awa)
    assert "See what it became" not in as_("member").get(there.get_absolute_url()).text


def test_the_page_of_minutes_takes_as_many_queries_for_three_as_for_one(cast, as_, django_assert_max_num_queries):
    counts = []
    for many in (1, 3):
        meeting = factories.held(cast, agenda=[actions.Planned(f"Moment {n}", 10) for n in range(many)])
        for item in meeting.agenda.all():
            actions.write_part(item, text="Il pleut.\n\nQuestion : encore ?", by=cast.awa)
        there = actions.write_minutes(meeting, text=TEXT, by=cast.awa)
        for n in range(many):
            passage = passages(f"Engagement : relire {n}")[0]
            pledge = actions.make_pledge(there, text=f"Relire {n}", who=cast.place("member"), by=cast.awa)
            Mark.objects.create(
                minutes=there, kind="commitment", words=passage.words, digest=passage.digest, became=pledge
            )
        asked_of = [(item, "Et vous ?") for item in meeting.agenda.all()]
        track = actions.open_track(
            meeting, closes_at=clock.now() + timedelta(days=2), questions=asked_of, by=cast.awa
        )
        for question in track.questions.all():
            actions.contribute(question, text="Ici aussi.", by=cast.member)
        browser = as_("member")
        for address in (
            there.get_absolute_url(),
            f"{meeting.get_absolute_url()}minutes/",
            f"{meeting.get_absolute_url()}track/",
        ):
            browser.get(address)
            with django_assert_max_num_queries(18) as counted:
                assert browser.get(address).status_code == 200
            counts.append(len(counted))
    assert counts[:3] == counts[3:], counts
