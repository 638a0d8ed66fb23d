"""How the communities of the example gather: again and again, together, and where there are not places enough."""

from datetime import datetime, timedelta

from tresse.communities.models import Community
from tresse.demo.lives import Life
from tresse.meetings import actions
from tresse.meetings.models import Joining, Meeting, Series

OF_ECSI, OF_GENRE = "CP ECSI", "CP Genre"
COFFEES = "Le café des essais"
WORKSHOP = "Écrire ensemble la page des objections"
TOGETHER = "Ce que nos ateliers disent aux garçons"


def tell(life: Life) -> None:
    """Put these gatherings on the timeline."""
    if life.plan.name == OF_ECSI:
        life.timeline.on(-6, "10:00", _call_coffees, life)
        life.timeline.on(-5, "18:00", _answer_coffees, life)
        life.timeline.on(-5, "18:15", _live_their_own_life, life)
        life.timeline.on(-5, "18:30", _join, life)
    if life.plan.name == OF_GENRE:
        life.timeline.on(-5, "11:00", _propose_to_hold_it_together, life)
        life.timeline.on(-5, "11:30", _call_workshop, life)
        life.timeline.on(-5, "18:00", _fill_workshop, life)
        life.timeline.on(-2, "09:00", _give_up_a_chair, life)


def _call_coffees(life: Life) -> None:
    """Every two weeks at the hour of coffee, for those who try something: one mail for all of them."""
    begins = life.timeline.calendar.moment(9, "13:00")
    actions.convene_series(
        life.community,
        by=life.person("yasmine"),
        title=COFFEES,
        intention="Trois quarts d’heure pour dire où en est un essai, et repartir avec une question de plus.",
        moments=[_hour(begins + timedelta(weeks=2 * number), minutes=45) for number in range(5)],
        link="https://visio.example.org/cafe-des-essais",
        agenda=[
            actions.Planned("Météo d’entrée", 5, "check_in"),
            actions.Planned("Un essai, raconté sans l’enjoliver", 30),
            actions.Planned("Ce que l’on emporte", 10, "check_out"),
        ],
    )


def _answer_coffees(life: Life) -> None:
    series = Series.objects.get(community=life.community)
    actions.answer_series(series, answer="coming", by=life.person("ines"))
    actions.answer_series(series, answer="remotely", by=life.person("denis"))


def _live_their_own_life(life: Life) -> None:
    """One is moved, another called off: the others stay as they are."""
    second, third = Meeting.objects.filter(community=life.community, title=COFFEES).order_by("starts_at")[1:3]
    starts_at, ends_at = _hour(second.starts_at + timedelta(days=1), minutes=45)
    actions.move_meeting(second, by=life.person("ines"), starts_at=starts_at, ends_at=ends_at)
    actions.cancel_meeting(third, because="La moitié d’entre nous sera en mission.", by=life.person("yasmine"))


def _propose_to_hold_it_together(life: Life) -> None:
    starts_at, ends_at = _hour(life.timeline.calendar.moment(23, "14:30"), minutes=120)
    meeting = actions.convene(
        life.community,
        by=life.person("claire"),
        title=TOGETHER,
        intention="Croiser nos deux regards sur les mêmes ateliers : qui y parle, qui y range les chaises.",
        starts_at=starts_at,
        ends_at=ends_at,
        place="Maison des associations, Lyon",
        link="https://visio.example.org/genre-et-ecsi",
        agenda=[
            actions.Planned("Météo d’entrée", 10, "check_in"),
            actions.Planned("Deux récits d’atelier", 70, "testimonies"),
            actions.Planned("Ce que chaque communauté essaie d’ici juin", 40),
        ],
    )
    word = "Vos ateliers, nos questions : et si nous regardions ensemble ?"
    next_door = Community.objects.get(name=OF_ECSI)
    actions.invite_community(meeting, next_door, by=life.person("claire"), word=word)


def _join(life: Life) -> None:
    joining = Joining.objects.waiting().get(community=life.community, meeting__title=TOGETHER)
    actions.accept_joining(joining, by=life.person("ines"))
    actions.answer_invitation(joining.meeting, answer="coming", by=life.person("denis"))


def _call_workshop(life: Life) -> None:
    """A table for four, and more people than chairs."""
    starts_at, ends_at = _hour(life.timeline.calendar.moment(16, "10:00"), minutes=180)
    actions.convene(
        life.community,
        by=life.person("awa"),
        title=WORKSHOP,
        intention="Une matinée autour d’une seule table, pour écrire à plusieurs mains.",
        starts_at=starts_at,
        ends_at=ends_at,
        place="Chez Nord solidaire, la petite salle",
        places_on_site=4,
        agenda=[actions.Planned("Écrire, lire, récrire", 150), actions.Planned("Ce qui reste à faire", 30)],
    )


def _fill_workshop(life: Life) -> None:
    meeting = Meeting.objects.get(community=life.community, title=WORKSHOP)
    for who in ("awa", "marc", "odile", "fatou", "sophie", "camille"):
        actions.answer_invitation(meeting, answer="coming", by=life.person(who))
    actions.answer_invitation(meeting, answer="later", by=life.person("mirlande"))


def _give_up_a_chair(life: Life) -> None:
    """Whoever waited first has it at once."""
    meeting = Meeting.objects.get(community=life.community, title=WORKSHOP)
    actions.answer_invitation(meeting, answer="not_coming", by=life.person("marc"))


def _hour(begins: datetime, *, minutes: int) -> tuple[datetime, datetime]:
    return begins, begins + timedelta(minutes=minutes)
