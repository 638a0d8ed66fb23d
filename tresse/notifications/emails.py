"""What a digest looks like, for the preview page of development."""

from datetime import timedelta
from typing import Any

from tresse.accounts.models import Person
from tresse.communities.models import Community
from tresse.core import clock
from tresse.core.waiting import Waiting
from tresse.notifications.letters import Why
from tresse.notifications.models import Pace
from tresse.notifications.news import Chapter, Item
from tresse.notifications.stopping import address_to_stop


def _digest() -> dict[str, Any]:
    genre, aoc = Community(name="CP Genre", slug="cp-genre"), Community(name="CP AOC", slug="cp-aoc")
    waits = [
        Waiting(
            1, "CP Genre se réunit : Ce que nos outils ne voient pas.", "/c/cp-genre/m/3/", "Dire si vous venez",
            by=clock.now() + timedelta(days=5),
        ),
        Waiting(1, "« Carnet de découverte » attend des relectures dans CP Genre.", "/c/cp-genre/d/1/", "Relire"),
    ]  # fmt: skip
    minutes = Item("Awa Diop a rédigé le compte rendu de la séance 2.", "Le terrain", "/c/cp-genre/m/2/", "")
    decision = Item(
        "Claire Roux a inscrit la décision 4 : Écrire à deux voix.", "", "/c/cp-aoc/decisions/4/",
        "Chaque récit est écrit par la personne qui l'a vécu et par une autre qui n'y était pas.",
    )  # fmt: skip
    return {
        "person": Person(name="Mina Membre"),
        "waits": waits,
        "others": 1,
        "chapters": [Chapter(genre, [minutes], 0), Chapter(aoc, [decision], 3)],
        "title": "2 choses vous attendent · des nouvelles de CP Genre, CP AOC",
        "why": [
            Why(genre, str(Pace.DAILY.label), address_to_stop("exemple")),
            Why(aoc, str(Pace.WEEKLY.label), address_to_stop("exemple")),
        ],
        "stop_all": address_to_stop("exemple"),
        "network": "Réseau d'exemple",
    }


PREVIEWS = {"notifications/digest": _digest}
