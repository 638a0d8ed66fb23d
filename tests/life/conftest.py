"""What the lives begin with."""

import pytest

from tests.life.world import World, build_world


@pytest.fixture
def world(db: None) -> World:
    return build_world()
