"""Decisions for tests, written by the same actions as everybody's."""

from typing import Any

from tests.cast import Cast
from tresse.decisions import actions
from tresse.decisions.models import Decision


def decision(cast: Cast, *, by: Any = None, **terms: Any) -> Decision:
    """A decision of CP Genre recorded by Awa, unless said otherwise."""
    said = {"title": "Un mardi sur deux", "outcome": "Nous nous retrouvons un mardi sur deux, jusqu'en juin."}
    return actions.record_decision(cast.community, by=by or cast.awa, **{**said, **terms})
