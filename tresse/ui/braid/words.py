"""The same as the drawing, for whoever does not see it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.core.dates import date_format
from tresse.ui.braid.life import Life, Strand


def title(life: Life) -> str:
    return _("The braid of %(name)s") % {"name": life.name}


def in_words(life: Life) -> str:
    """Everything the drawing shows, in a few sentences."""
    return " ".join(lines(life))


def lines(life: Life) -> list[str]:
    """One sentence for each thing the drawing shows."""
    return [*map(_strand, life.strands), *_counts(life), *_marks(life), _now(life)]


def _strand(strand: Strand) -> str:
    said = {"title": strand.title, "objective": strand.objective_name, "since": _months((strand.begins,))}
    return _("Strand “%(title)s” (%(objective)s), since %(since)s.") % said


def _counts(life: Life) -> Iterator[str]:
    sessions, decisions = len(life.crossings), len(life.knots)
    yield ngettext("%(n)s session, a crossing.", "%(n)s sessions, a crossing each.", sessions) % {"n": sessions}
    if decisions:
        yield ngettext("%(n)s decision, a knot.", "%(n)s decisions, a knot each.", decisions) % {"n": decisions}


def _marks(life: Life) -> Iterator[str]:
    for strand in life.strands:
        beads, ends = len(strand.beads), len(strand.loose_ends)
        if beads:
            said = ngettext(
                "%(n)s publication of “%(title)s”, a bead: %(months)s.",
                "%(n)s publications of “%(title)s”, a bead each: %(months)s.",
                beads,
            )
            yield said % {"n": beads, "title": strand.title, "months": _months(strand.beads)}
        if ends:
            said = ngettext(
                "%(n)s cycle of “%(title)s” closed without a document, a loose end: %(months)s.",
                "%(n)s cycles of “%(title)s” closed without a document, a loose end each: %(months)s.",
                ends,
            )
            yield said % {"n": ends, "title": strand.title, "months": _months(strand.loose_ends)}


def _months(days: tuple[date, ...]) -> str:
    return ", ".join(date_format(day, "F Y") for day in days)


def _now(life: Life) -> str:
    if life.ends:
        return _("It ends in %(month)s.") % {"month": _months((life.ends,))}
    if life.awaited:
        return _("It goes on; its next document is expected in %(month)s.") % {"month": _months((life.awaited,))}
    return _("It goes on today.")
