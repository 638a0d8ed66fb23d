"""One sheet and one script, put together from the parts of every concept."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from tresse.ui import statics


@pytest.fixture
def data(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_sheet_begins_with_the_order_of_what_wins(data):
    assert statics.sheet().startswith("@layer reset,tokens,base,layout,components,pages,utilities;")


def test_every_rule_lives_in_a_layer():
    outside = {
        part.name
        for part in statics.parts("css")
        if re.sub(r"/\*.*?\*/|@font-face \{[^}]*\}", "", part.read_text(), flags=re.DOTALL).strip()[:7] != "@layer "
    }
    assert outside == set()


def test_no_part_is_left_out():
    ours = Path(statics.__file__).parents[1]
    written = {path for path in ours.glob("*/static/**/*.css") if "vendor" not in path.parts}
    assert set(statics.parts("css")) == written


def test_what_one_script_declares_another_does_not_see():
    script = statics.script()
    assert script.count("{\n") >= len(list(statics.parts("js")))
    assert "import " not in re.sub(r"//.*", "", script)


def test_a_changed_part_is_served_at_once(data, monkeypatch):
    first = Path(finders.find("tresse.css")).read_text()
    monkeypatch.setattr(statics, "sheet", lambda: "@layer base { p { margin: 0; } }")
    assert first != Path(finders.find("tresse.css")).read_text() == "@layer base { p { margin: 0; } }"


def test_several_workers_may_write_it_at_the_same_time(data):
    with ThreadPoolExecutor(8) as workers:
        found = list(workers.map(lambda _: Path(finders.find("tresse.css")).read_text(), range(40)))
    assert set(found) == {statics.sheet()}


def test_before_they_are_collected_files_are_served_by_their_plain_name(db):
    answer = Client().get("/static/tresse.css")
    assert (answer.status_code, b"".join(answer).decode()) == (200, statics.sheet())
    assert b'href="/static/tresse.css"' in Client().get("/source/").content


def test_collected_files_are_named_by_their_content(data, settings):
    settings.STATIC_ROOT = data / "static"
    storage = statics.Statics(location=settings.STATIC_ROOT)
    assert storage.url("tresse.css") == "/static/tresse.css"
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = statics.Statics(location=settings.STATIC_ROOT)
    assert re.fullmatch(r"/static/tresse\.[0-9a-f]{12}\.css", collected.url("tresse.css"))
    sheet = (settings.STATIC_ROOT / collected.url("tresse.css").removeprefix("/static/")).read_text()
    assert re.search(r'url\("/static/ui/fonts/newsreader\.[0-9a-f]{12}\.woff2"\)', sheet)


def test_the_sheet_leaves_its_room_behind_but_not_within_quotes(data, monkeypatch):
    part = data / "part.css"
    part.write_text(
        '/* why */\n@layer base {\n  a > b, c:is(d, e) { margin: calc(1px + 2px) 0; }\n  q::before { content: "a: b, c"; }\n}\n'
    )
    monkeypatch.setattr(statics, "parts", lambda suffix: iter([part]))
    assert statics.sheet() == ('@layer base{a>b,c:is(d,e){margin:calc(1px + 2px) 0;}q::before{content:"a: b, c";}}')


def test_the_script_leaves_its_comments_behind_but_nothing_that_runs(data, monkeypatch):
    part = data / "part.js"
    part.write_text('// Why.\n\nif (a) {\n  // Because.\n  b("http://c"); // d\n}\n')
    monkeypatch.setattr(statics, "parts", lambda suffix: iter([part]))
    assert statics.script() == '{\nif (a) {\nb("http://c"); // d\n}\n}\n'
