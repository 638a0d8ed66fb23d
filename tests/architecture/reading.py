"""The committed files, as the tests of this folder read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def committed() -> tuple[Path, ...]:
    """Every file of the repository, those about to be added included."""
    said = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(ROOT / line for line in said.splitlines() if (ROOT / line).is_file())


def files(folder: str, suffix: str) -> list[Path]:
    """The committed files below a folder that end so."""
    return [path for path in committed() if path.is_relative_to(ROOT / folder) and path.name.endswith(suffix)]


def product_code() -> list[Path]:
    """The Python of the product: no tests, no migrations."""
    return [
        path
        for path in [*files("tresse", ".py"), *files("config", ".py")]
        if not {"tests", "migrations"} & set(path.parts)
    ]


def templates() -> list[Path]:
    return [path for path in files("tresse", "") if "templates" in path.parts and path.suffix in {".html", ".txt"}]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line with its place, as « tresse/core/clock.py:12 »."""
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
        yield f"{path.relative_to(ROOT)}:{number}", line
