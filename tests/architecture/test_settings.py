"""What an operator may set is said in docs/operations.md, and nothing else is."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"\b(?:TRESSE_[A-Z_]+|DATABASE_URL)\b")


def test_every_setting_has_its_line_in_the_documentation_and_only_those():
    read = set(re.findall(r'env\.\w+\("([A-Z_]+)"', (ROOT / "config/env.py").read_text()))
    table = [line for line in (ROOT / "docs/operations.md").read_text().splitlines() if line.startswith("| `")]
    described = {NAME.findall(line)[0] for line in table if NAME.match(line.removeprefix("| `"))}
    assert described == read
