"""Several people act at the same instant, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from django.utils import translation


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all the acts together; give what each returned, or the exception it raised.

    The test must be marked `django_db(transaction=True)`, so that what it set up is there for everybody.
    """
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            with translation.override("en"):
                together.wait(timeout=10)
                return act()
        except Exception as problem:  # noqa: BLE001  whatever happened is what the test looks at
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))
