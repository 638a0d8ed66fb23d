"""Communities live through years of random acts, and everything that must hold holds after every step."""

import os

from django.db import connection

from tests.life.playing import play
from tests.life.world import World

# A minute or so on either database: PostgreSQL takes twice as long to answer so many small questions.
LIVES = int(os.environ.get("TRESSE_TEST_LIVES", "12" if connection.vendor == "sqlite" else "6"))
SHRINK = "TRESSE_TEST_SHRINK" in os.environ  # slow, and worth it when looking for the shortest way to a fault


def test_everything_holds_through_years_of_random_life(world: World) -> None:
    play(world, lives=LIVES, steps=100, shrink=SHRINK)
