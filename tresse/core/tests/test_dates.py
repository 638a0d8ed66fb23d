from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from tresse.core.dates import as_said, date_format


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("fr", date(2026, 12, 1), "mardi 1er décembre 2026"),
        ("fr", date(2026, 12, 11), "vendredi 11 décembre 2026"),
        ("fr", date(2026, 8, 1), "samedi 1er août 2026"),
        ("en", date(2026, 12, 1), "Tuesday 1 December 2026"),
    ],
)
def test_a_day_is_written_as_it_is_said(language, day, said):
    with translation.override(language):
        assert date_format(day) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"), [(14, 0, "14\xa0h"), (14, 5, "14\xa0h\xa005"), (0, 0, "0\xa0h")]
)
def test_a_full_hour_has_no_minutes(hour, minute, said):
    with translation.override("fr"):
        assert as_said(date_format(datetime(2026, 3, 1, hour, minute, tzinfo=UTC), "TIME_FORMAT")) == said


def test_a_template_says_it_the_same_way():
    page = Template(
        '{{ at|date:"DATETIME_FORMAT" }} · {{ at|date }} · {{ at|time }} · {{ at|date:"c" }} · {{ none|date }}'
    )
    with translation.override("fr"):
        said = page.render(Context({"at": datetime(2026, 12, 1, 13, 0, tzinfo=UTC), "none": None}))
    assert said == (
        "mardi 1er décembre 2026, 14\xa0h · mardi 1er décembre 2026 · 14\xa0h · 2026-12-01T14:00:00+01:00 · "
    )
