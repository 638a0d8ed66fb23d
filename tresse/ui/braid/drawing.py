"""The braid as SVG: under 4 kB, without script, its colours given by the page's style sheet (`braid.css`).

The drawing fills whatever width it is given: strokes keep their thickness (`non-scaling-stroke`) and dots are round
line ends, so nothing looks squeezed. For paper, `on_paper` writes the colours in and stretches nothing.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tresse.ui.braid.life import Axis, Life, Strand
from tresse.ui.braid.paper import style
from tresse.ui.braid.weaving import Piece, Point, Thread, Weave, height_of, pieces, weave
from tresse.ui.braid.words import in_words, title

WIDTH = 1000
LARGE = 1.4  # how much higher a large one is, as `--thick` in braid.css
LARGEST = 4000  # bytes
GRAINS = (90, 70, 55, 40, 25, 10)  # how many crossings on the whole width, until the drawing is small enough
TAIL = ((24, 13), (17, 12), (10, 14))  # the hairs of a loose end: how far, how high


def draw(life: Life, *, name: str, axis: Axis | None = None, large: bool = False) -> SafeString:
    """The braid of a community, for a page; `large` where it stands alone.

    `name` keeps the marks of several braids on a page apart.
    """
    return _kept(life, name, axis or Axis.holding([life]), large, get_language())


@lru_cache(maxsize=500)
def _kept(life: Life, name: str, axis: Axis, large: bool, language: str | None) -> SafeString:
    """Drawing takes milliseconds and a life changes once a week: the last five hundred are kept, some 2 MB."""
    drawn = ""
    for grain in GRAINS:
        drawn = _on_page(life, weave(life, axis, WIDTH, finest=grain), escape(name), large)
        if len(drawn.encode()) < LARGEST:
            break
    return mark_safe(drawn)


def on_paper(life: Life, *, axis: Axis | None = None, width: int = 460) -> str:
    """The braid as a drawing that stands alone, in the colours of the light theme, `width` points wide."""
    woven = weave(life, axis or Axis.holding([life]), width, finest=GRAINS[0])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="braid" viewBox="-8 0 {woven.width + 16} {woven.height}"'
        f' width="{woven.width + 16}" height="{woven.height}"><style>{style()}</style>'
        f"<title>{escape(title(life))}</title>{_drawn(life, woven, 'b')}</svg>"
    )


def _on_page(life: Life, woven: Weave, mark: str, large: bool) -> str:
    look, height = ("braid braid-large", woven.height * LARGE) if large else ("braid", woven.height)
    return (
        f'<svg class="{look}" viewBox="0 0 {woven.width} {woven.height}" height="{height:.0f}"'
        f' preserveAspectRatio="none" role="img" aria-labelledby="{mark}-t {mark}-d">'
        f'<title id="{mark}-t">{escape(title(life))}</title><desc id="{mark}-d">{escape(in_words(life))}</desc>'
        f"{_drawn(life, woven, mark)}</svg>"
    )


def _drawn(life: Life, woven: Weave, mark: str) -> str:
    return "".join([*_threads(life, woven, mark), *_knots(life, woven, mark), *_hung(life, woven, mark)])


def _threads(life: Life, woven: Weave, mark: str) -> Iterable[str]:
    """What lies below, then what lies above, in a casing that leaves a gap around it."""
    cut = [pieces(thread) for thread in woven.threads]
    above = [_path(piece for piece in found if piece.over) for found in cut]

    def below(n: int, thread: Thread) -> str:
        return f'<path{_tone(thread)} d="{_path(piece for piece in cut[n] if not piece.over)}"/>'

    def again(n: int, thread: Thread) -> str:
        return f'<use{_tone(thread)} href="#{mark}{n}"/>' if above[n] else ""

    yield from _by_strand(life, woven, below)
    yield "<defs>"
    yield from (f'<path class="thread" id="{mark}{n}" d="{path}"/>' for n, path in enumerate(above) if path)
    yield '</defs><g class="casing">'
    yield from (f'<use href="#{mark}{n}"/>' for n, path in enumerate(above) if path)
    yield "</g>"
    yield from _by_strand(life, woven, again)


def _by_strand(life: Life, woven: Weave, drawn: Callable[[int, Thread], str]) -> Iterable[str]:
    """So that its dye is said once for all threads of a strand."""
    for strand in life.strands:
        inside = "".join(drawn(n, thread) for n, thread in enumerate(woven.threads) if thread.strand is strand)
        yield f"<g {_dyed(strand)}>{inside}</g>"


def _knots(life: Life, woven: Weave, mark: str) -> Iterable[str]:
    """A knot is wound around the whole braid."""
    path = ""
    for x in woven.places(life.knots):
        top, bottom = woven.edges(x)
        path += f"M{x:.0f} {top - 3:.0f}V{bottom + 3:.0f}"
    if path:
        yield f'<g class="knot"><path class="thread" id="{mark}k" d="{path}"/></g><use class="wound" href="#{mark}k"/>'


def _hung(life: Life, woven: Weave, mark: str) -> Iterable[str]:
    """What hangs on each strand: loose ends, beads, and the bead it is on its way to."""
    for strand in life.strands:
        drawn = ""
        if strand.loose_ends:
            tails = "".join(_tail(strand, day, life, woven) for day in strand.loose_ends)
            drawn += f'<path class="loose" d="{tails}"/>'
        if strand.beads:
            dots = "".join(f"M{x:.0f} {woven.middle(x):.0f}h.01" for x in woven.places(strand.beads))
            mark_of = f"{mark}{life.strands.index(strand)}b"
            drawn += f'<g class="rim"><path class="thread" id="{mark_of}" d="{dots}"/></g><use class="bead" href="#{mark_of}"/>'
        if strand.awaited and life.ends is None and strand.awaited > life.until:
            drawn += _way_ahead(strand, strand.awaited, woven)
        if drawn:
            yield f"<g {_dyed(strand)}>{drawn}</g>"


def _tail(strand: Strand, day: date, life: Life, woven: Weave) -> str:
    """Hairs leave the outermost thread of the strand; where nothing ties the end of the braid, each of its threads."""
    undone = life.comes_undone and day == life.loose_ends[-1]
    x = woven.threads[0].ends if undone else woven.places([day])[0]
    middle = woven.middle(x)
    heights = {height_of(thread.lane_at(x)) for thread in woven.of(strand)}
    if not undone:
        heights = {max(heights, key=lambda y: abs(y - middle))}
    return "".join(_hairs(x, y, -1 if y < middle else 1 if y > middle else 0) for y in sorted(heights))


def _hairs(x: float, y: float, side: int) -> str:
    curves = (f"c{far * 0.6:.0f} 0 {far} {side * high * 0.4:.0f} {far} {side * high}" for far, high in TAIL)
    return "".join(f"M{x:.0f} {y:.0f}{_short(curve)}" for curve in curves)


def _way_ahead(strand: Strand, day: date, woven: Weave) -> str:
    threads = woven.of(strand)
    start, (to,) = threads[0].ends, woven.places([day])
    y = sum(height_of(thread.lane_at(start)) for thread in threads) / len(threads)
    dot = f"M{to:.0f} {y:.0f}h.01"
    return (
        f'<path class="ahead" d="M{start + 8:.0f} {y:.0f}H{to:.0f}"/>'
        f'<path class="awaited" d="{dot}"/><path class="hollow" d="{dot}"/>'
    )


def _dyed(strand: Strand) -> str:
    return f'data-objective="{escape(strand.objective)}"'


def _tone(thread: Thread) -> str:
    """The threads of a strand differ a little, so that the eye can follow each."""
    return f' class="t{thread.number}"' if thread.number else ""


def _path(cut: Iterable[Piece]) -> str:
    """Curves in whole units, the pen lifted only where it must be."""
    drawn, pen = "", None
    for piece in cut:
        start, end = _rounded(piece.start), _rounded(piece.end)
        if start != pen:
            drawn += f"M{start[0]} {start[1]}"
        drawn += _curve(piece.start, start, piece.end, end)
        pen = end
    return drawn


def _curve(leaving: Point, start: tuple[int, int], arriving: Point, end: tuple[int, int]) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    if not down and not leaving.slope and not arriving.slope:
        return f"h{across}"
    hold = across * 0.48
    return _short(
        f"c{hold:.0f} {leaving.slope * hold:.0f} {across - hold:.0f} {down - arriving.slope * hold:.0f}"
        f" {across} {down}"
    )


def _rounded(point: Point) -> tuple[int, int]:
    return round(point.x), round(point.y)


def _short(numbers: str) -> str:
    """A minus sign needs no space before it, and nothing is minus nothing."""
    return numbers.replace("-0 ", "0 ").replace(" -", "-")
