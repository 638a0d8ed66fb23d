"""Run on its own by library/typesetting.py: what to set comes in as JSON, the PDF goes out.

A process of its own, because typst keeps in memory all it ever set (80 MB more for each long document), and
because whatever a hostile text does to it then stays here.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst


def main() -> None:
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(compiled(Path(asked["template"]), asked["content"], asked["timestamp"]))


def compiled(template: Path, content: str, timestamp: int) -> bytes:
    """As PDF/UA when the fonts at hand have every character; otherwise tagged all the same."""
    try:
        return _compiled(template, content, timestamp, ["ua-1"])
    except typst.TypstError:
        return _compiled(template, content, timestamp, [])


def _compiled(template: Path, content: str, timestamp: int, standards: list[Any]) -> bytes:
    pdf = typst.compile(
        str(template),
        root=str(template.parent),
        sys_inputs={"content": content},
        ignore_system_fonts=True,
        timestamp=timestamp,
        pdf_standards=standards,
    )
    assert isinstance(pdf, bytes)
    return pdf


if __name__ == "__main__":
    main()
