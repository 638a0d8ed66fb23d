"""What every test may ask for."""

import os
import tempfile

# Each run of the tests has its own folder of files, thrown away with the machine's other temporary ones.
os.environ.setdefault("TRESSE_DATA", tempfile.mkdtemp(prefix="tresse-tests-"))
os.environ["TRESSE_MAIL_URL"] = "locmem:"

pytest_plugins = ["tests.cast"]
