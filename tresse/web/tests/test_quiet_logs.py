"""No address that is a right stays in the logs."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from tresse.core.ids import secret_token
from tresse.value.models import code


@pytest.mark.parametrize("door", ["a", "d", "g", "i", "v", "ics", "mail/stop"])
def test_the_logs_say_which_page_went_wrong_and_not_whose(door):
    secret = code() if door == "v" else secret_token()
    assert written(f"/{door}/{secret}/name/") == f"Not Found: /{door}/…/name/\n"


def test_any_other_address_is_written_as_it_is():
    assert written("/c/cp-genre/d/12/") == "Not Found: /c/cp-genre/d/12/\n"


def written(path: str) -> str:
    """What the log of this installation keeps of a page that was not found."""
    names = settings.LOGGING["handlers"]["console"]["filters"]
    declared = [import_string(settings.LOGGING["filters"][name]["()"]) for name in names]
    handler = logging.StreamHandler(StringIO())
    for each in declared:
        handler.addFilter(each())
    handler.handle(logging.makeLogRecord({"msg": "%s: %s", "args": ("Not Found", path)}))
    return handler.stream.getvalue()
