"""What the code of Tresse never does, read from its text."""

import ast
import re

from tests.architecture.reading import ROOT, files, lines, parsed, product_code

DRAWERS = {"utils", "helpers", "services", "common", "misc", "tools"}
ENVIRONMENT_IS_READ_IN = {"config/env.py"}


def test_no_file_is_a_drawer():
    drawers = {path for folder in ("tresse", "config", "tests") for path in files(folder, ".py")}
    named = {
        str(path.relative_to(ROOT))
        for path in drawers
        if DRAWERS & {part.removesuffix(".py") for part in path.parts}
    }
    assert named == set()


def test_only_the_clock_asks_the_machine_what_time_it_is():
    asks = re.compile(r"\btimezone\.now\(|\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.time\(\)")
    clock = ROOT / "tresse/core/clock.py"
    found = [
        place
        for path in files("tresse", ".py")
        if path != clock
        for place, line in lines(path)
        if asks.search(line)
    ]
    assert found == []


def test_only_one_file_reads_the_environment():
    reads = re.compile(r"os\.(environ|getenv)")
    allowed = re.compile(r"""os\.environ\.setdefault\("DJANGO_SETTINGS_MODULE", "config\.settings"\)""")
    found = [
        place
        for path in product_code()
        if str(path.relative_to(ROOT)) not in ENVIRONMENT_IS_READ_IN and "commands" not in path.parts
        for place, line in lines(path)
        if reads.search(line) and not allowed.search(line)
    ]
    assert found == []


def test_no_consequence_hides_in_a_signal():
    hides = re.compile(
        r"from django\.(db\.models|core|dispatch|contrib\.auth)[a-z.]*signals? import|@receiver|Signal\(\)"
    )
    assert [place for path in product_code() for place, line in lines(path) if hides.search(line)] == []


def test_an_import_inside_a_function_says_why():
    reason = re.compile(r"#\s*\w+")
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product_code()
        for function in ast.walk(parsed(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not reason.search(path.read_text().splitlines()[node.end_lineno - 1])
        and not reason.search(path.read_text().splitlines()[node.lineno - 1])
    ]
    assert found == []


def test_every_action_and_every_rule_says_what_it_does():
    """In one sentence a member could read."""
    found = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in product_code()
        if path.stem in {"actions", "rules"} or {"actions", "rules"} & set(path.parts)
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert found == []
