"""Circles follow from what people do; they are written nowhere and read by nobody but those they serve (O6)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tresse.commitments import actions as commitments
from tresse.communities.models import Cycle
from tresse.confidence.models import Audience
from tresse.core import clock
from tresse.documents.models import Remark, Rereading
from tresse.meetings.models import Minutes
from tresse.memberships.models import Mandate, Membership
from tresse.principles.openness import circles, own_circles
from tresse.principles.tests import lived

EVERYBODY_INSIDE = ("awa", "claire", "member", "newcomer", "former", "late")


def rings(cast: Cast, cycle: Cycle | None = None) -> dict[str, str]:
    """The circle of each of those inside."""
    cycle = cycle or cast.cycle
    found = circles([Cycle.objects.select_related("strand").get(pk=cycle.pk)])[cycle.pk]
    names = {cast.place(who).pk: who for who in EVERYBODY_INSIDE if hasattr(cast, who)}
    return {names[pk]: circle.value for pk, circle in found.items()}


AT_FIRST = {"awa": "core", "claire": "core"} | dict.fromkeys(("member", "newcomer", "former", "late"), "periphery")


def test_a_mandate_makes_the_core_and_silence_the_periphery(cast: Cast) -> None:
    assert rings(cast) == AT_FIRST


@pytest.mark.parametrize(
    ("answer", "circle"),
    [("continue", "active"), ("lighter", "active"), ("pause", "periphery"), ("leave", "periphery")],
)
def test_what_one_answers_is_heard(cast: Cast, answer: str, circle: str) -> None:
    commitments.say_my_part(cast.cycle, by=cast.member, answer=answer)
    assert rings(cast) == AT_FIRST | {"member": circle}


def test_coming_once_or_writing_is_taking_part_without_having_answered(cast: Cast) -> None:
    lived.session(cast, "member")
    lived.wrote(cast, "former")
    assert rings(cast) == AT_FIRST | {"member": "active", "former": "active"}


def test_rereading_remarking_and_taking_notes_are_writing(cast: Cast) -> None:
    document = lived.wrote(cast, "awa")
    Remark.objects.create(block=document.blocks.get(), by=cast.place("former"), text="Pourquoi ?")
    Rereading.objects.create(document=document, by=cast.place("member"))
    meeting = lived.session(cast)
    Minutes.objects.create(
        meeting=meeting, community=cast.community, text="Notes.", written_by=cast.place("newcomer")
    )
    assert rings(cast) == AT_FIRST | {"former": "active", "member": "active", "newcomer": "active"}


def test_coming_most_of_the_time_and_writing_makes_the_core(cast: Cast) -> None:
    for came in (("member", "former"), ("member",), ("former",)):
        lived.session(cast, *came)
    lived.wrote(cast, "member")
    assert rings(cast) == AT_FIRST | {"member": "core", "former": "active"}
    lived.session(cast)
    assert rings(cast) == AT_FIRST | {"member": "active", "former": "active"}, "two sessions out of four are half"


def test_one_session_alone_makes_no_core(cast: Cast) -> None:
    lived.session(cast, "member")
    lived.wrote(cast, "member")
    assert rings(cast) == AT_FIRST | {"member": "active"}


def test_what_names_nobody_or_is_kept_to_a_few_is_not_counted(cast: Cast) -> None:
    """S1, S3: a circle tells nothing of it either."""
    lived.session(cast, "member", chatham_house=True)
    lived.session(cast, "member", audience=Audience.SESSION)
    lived.session(cast, "member", cancelled_at=clock.now())
    lived.wrote(cast, "member", audience=Audience.SESSION)
    assert rings(cast) == AT_FIRST


def test_a_mandate_of_another_strand_or_laid_down_makes_no_core(cast: Cast) -> None:
    other = cast.community.strands.create(title="Ailleurs", objective_key="experimentation")
    Mandate.objects.filter(membership=cast.place("awa")).update(strand=other)
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    assert rings(cast) == AT_FIRST | {"awa": "periphery", "claire": "periphery"}


def test_whoever_pauses_is_at_the_periphery_and_whoever_left_is_nowhere(cast: Cast) -> None:
    lived.session(cast, "member", "former")
    Membership.objects.filter(pk=cast.place("member").pk).update(paused_at=clock.now())
    Membership.objects.filter(pk=cast.place("former").pk).update(left_at=clock.now())
    assert rings(cast) == {who: circle for who, circle in AT_FIRST.items() if who != "former"}


def test_an_ended_cycle_keeps_its_own_circles(cast: Cast) -> None:
    """A mandate held then counts then, and whoever left since was there."""
    Membership.objects.exclude(signed_at=None).update(signed_at=clock.now() - timedelta(days=90))
    lived.session(cast, "member", days_ago=20)
    lived.ended(cast.cycle, days_ago=5)
    Membership.objects.filter(pk=cast.place("member").pk).update(left_at=clock.now())
    Mandate.objects.filter(membership=cast.place("claire")).update(ended_on=clock.today())
    Mandate.objects.filter(membership=cast.place("former")).update(ended_on=clock.today() - timedelta(days=62))
    assert rings(cast) == AT_FIRST | {"member": "active"}
    following = lived.following(cast.cycle)
    assert rings(cast, following) == {
        who: circle for who, circle in (AT_FIRST | {"claire": "periphery"}).items() if who != "member"
    }


def test_one_reads_ones_own(cast: Cast) -> None:
    commitments.say_my_part(cast.cycle, by=cast.member, answer="continue")
    assert own_circles(cast.place("member")) == [(cast.cycle, "active")]
    assert own_circles(cast.place("neighbour", cast.next_door)) == [(cast.next_door_cycle, "core")]


def test_circles_of_many_cycles_cost_as_much_as_of_one(cast: Cast) -> None:
    cycles = list(Cycle.objects.select_related("strand"))
    lived.session(cast, "member", "former")
    lived.wrote(cast, "member")

    def queries(*asked: Cycle) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(circles(asked)) == len(asked)
        return len(captured)

    assert queries(*cycles) == queries(cast.cycle) == 7
