"""Dates in words, as one says them: « jeudi 12 mars 2026 », « 14 h 30 »."""

DATE_FORMAT = "l j F Y"
SHORT_DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "G\xa0\\h\xa0i"
DATETIME_FORMAT = "l j F Y, G\xa0\\h\xa0i"
