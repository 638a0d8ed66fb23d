"""The settings of the tests: those of the product, on a folder thrown away afterwards, with mail that goes nowhere.

pytest-django reads the settings before any conftest.py, so the environment is set here.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="tresse-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["TRESSE_DATA"] = _folder
os.environ["TRESSE_MAIL_URL"] = "locmem:"

from config.settings import *  # noqa: E402, F403
from tresse.commands.ground import compile_catalogues  # noqa: E402

compile_catalogues()

(DATA_DIR / "static").mkdir()  # noqa: F405

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as in life: several connections see each other, so that two people may act at the same instant.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
