"""Refuse a message without its French, a fuzzy one, a stale one, one ill set, and a message id that is not English.

The messages are read again from the code, in a copy, and compared with the committed catalogues. Message ids are
the English text: English needs no catalogue, but a French sentence used as an id would be shown as it is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("tresse", "config")
# French may be quoted between guillemets; elsewhere an accent betrays a sentence of the wrong language.
FRENCH = re.compile(r"[éèêëàâùûçîïôœÉÈÀÇ]")
# French typography: a no-break space before ; ! ? : » and after «, save in addresses and entities.
ILL_SET = re.compile(r" [;:!?»]|« |[\w»)][;!?](?=\s|$)")
NOT_SET = re.compile(r"&\w+;|https?://\S+")
NOT_COPIED = shutil.ignore_patterns("*.mo", "__pycache__", "tests", "migrations")
QUOTED = re.compile(r"«[^»]*»|\bcafé\b")


def main() -> int:
    faults = sorted(faults_of_catalogues())
    print("\n".join(faults) or f"{len(list(catalogues(ROOT)))} catalogues, all messages have their French.")
    return 1 if faults else 0


def faults_of_catalogues() -> set[str]:
    with tempfile.TemporaryDirectory(prefix="tresse-messages-") as folder:
        copy = Path(folder)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, copy / name, ignore=NOT_COPIED)
        said = _read_the_code_again(copy)
        return said | {fault for path in catalogues(copy) for fault in _faults(path, path.relative_to(copy))}


def catalogues(root: Path) -> list[Path]:
    return [path for folder in FOLDERS for path in (root / folder).rglob("locale/fr/LC_MESSAGES/django.po")]


def _read_the_code_again(copy: Path) -> set[str]:
    """Bring the copied catalogues up to date with the code; each folder has its own."""
    for folder in [copy / "config", *(copy / "tresse").iterdir()]:
        if folder.is_dir():
            (folder / "locale").mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        "fr",
        "--add-location",
        "never",
        "--no-obsolete",
    ]
    alone = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, env=alone)
    return set() if done.returncode == 0 else {f"makemessages: {(done.stderr or done.stdout).strip()}"}


def _faults(path: Path, name: Path) -> Iterator[str]:
    catalogue = polib.pofile(str(path))
    for entry in catalogue.untranslated_entries():
        yield f"{name}: without French: {entry.msgid!r}"
    for entry in catalogue.fuzzy_entries():
        yield f"{name}: fuzzy: {entry.msgid!r}"
    for entry in catalogue:
        if FRENCH.search(QUOTED.sub("", entry.msgid)):
            yield f"{name}: this message id is not English: {entry.msgid!r}"
        for said in (entry.msgstr, *entry.msgstr_plural.values()):
            if ILL_SET.search(NOT_SET.sub("", said)):
                yield f"{name}: a space is missing or may break before ; : ! ? » or after «: {said!r}"
    for stale in _ids(ROOT / name) - {entry.msgid for entry in catalogue}:
        yield f"{name}: nothing says this any more: {stale!r}"
    checked = subprocess.run(["msgfmt", "--check-format", "-o", os.devnull, path], capture_output=True, text=True)
    for line in checked.stderr.splitlines() if checked.returncode else ():
        yield f"{name}: {line.replace(str(path), '')}"


def _ids(path: Path) -> set[str]:
    return {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete} if path.exists() else set()


if __name__ == "__main__":
    sys.exit(main())
