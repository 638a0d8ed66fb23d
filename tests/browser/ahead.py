"""Run `tresse` with its clock so many days ahead: `python -m tests.browser.ahead 60 serve`.

Every rule and every record asks `tresse.core.clock`; it is moved on before anything else is loaded.
"""

import sys
from datetime import timedelta

from tresse.core import clock

if __name__ == "__main__":
    days = timedelta(days=int(sys.argv.pop(1)))
    present = clock.now
    clock.now = lambda: present() + days

    from tresse.commands import main  # app ready

    sys.exit(main())
