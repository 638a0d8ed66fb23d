"""Dates in words: “Thursday 12 March 2026”, “14:30”."""

DATE_FORMAT = "l j F Y"
SHORT_DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "G:i"
DATETIME_FORMAT = "l j F Y, G:i"
