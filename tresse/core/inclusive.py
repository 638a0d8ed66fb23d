"""Inclusive writing: participant-e-s, participant·e·s or participants, as the network chose, on what is shown.

People write the form they are used to; the page shows them all alike. What is stored keeps what they typed.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# A word, then an ending set apart: chacun-e, acteur-trice-s, référent·e·s. Not celle-ci, prends-le, est-ce.
FORM = re.compile(
    r"(?<=[a-zà-ÿ]{2})[-·](?P<ending>trice|rice|ice|euse|ère|ienne|ne|ve|fe|e)(?:(?P<apart>[-·]?)s)?(?![\w·-])"
)

_chosen: ContextVar[Callable[[], str | None]] = ContextVar("inclusive separator", default=lambda: None)


@contextmanager
def set_apart_by(separator: Callable[[], str | None]) -> Iterator[None]:
    """Inside this block, French forms are set with this separator; it is asked for only when one is met."""
    token = _chosen.set(separator)
    try:
        yield
    finally:
        _chosen.reset(token)


def set_forms(text: str) -> str:
    """The text with its inclusive forms as the network writes them; as they were typed if it has not said."""
    if not FORM.search(text):
        return text
    separator = _chosen.get()()
    return text if separator is None else FORM.sub(lambda form: _form(form, separator), text)


def _form(form: re.Match[str], separator: str) -> str:
    plural = form.group().endswith("s")
    if not separator:
        return "s" if plural else ""
    between = separator if form["apart"] else ""
    return f"{separator}{form['ending']}{between}{'s' if plural else ''}"
