"""The look of a braid where no style sheet reaches: on paper, in the light theme. Its twin is `braid.css`."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parent.parent / "static/ui/css/tokens.css"


@cache
def style() -> str:
    """What `braid.css` says, with each colour worked out from the tokens."""
    colours = tokens(TOKENS.read_text())
    paper, ink = colours["paper"], colours["ink"]
    rules = [
        f".braid{{fill:none;stroke:{ink};stroke-width:7;stroke-linecap:round;stroke-linejoin:round}}",
        f".casing{{stroke:{paper};stroke-width:11;stroke-linecap:butt}}",
        f".knot{{stroke:{ink};stroke-width:4.5}}.wound{{stroke:{paper};stroke-width:1.2}}",
        f".rim{{stroke:{ink};stroke-width:20}}.bead{{stroke-width:15}}.loose{{stroke-width:2}}",
        ".ahead{stroke-width:2;stroke-dasharray:.1 7}.awaited{stroke-width:14}",
        f".hollow{{stroke:{paper};stroke-width:9}}",
    ]
    for objective in re.findall(r"^ *--([\w-]+)-shade", TOKENS.read_text(), re.MULTILINE):
        dye, mark = colours[objective], f'[data-objective="{objective}"]'
        rules.append(f"{mark}{{stroke:{dye}}}{mark} .t1{{stroke:{mixed(dye, ink, 0.7)}}}")
        rules.append(f"{mark} .t2{{stroke:{mixed(dye, paper, 0.8)}}}{mark} .rim{{stroke:{ink}}}")
    return "".join(rules)


def tokens(sheet: str) -> dict[str, str]:
    """The colours of the light theme, which comes first, by name."""
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet):
        found.setdefault(name, colour)
    return found


def mixed(colour: str, other: str, share: float) -> str:
    """So much of a colour, and of another one for the rest."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in parts)


def _parts(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
