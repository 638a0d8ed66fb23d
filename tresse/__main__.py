import sys

from tresse.commands import main

sys.exit(main())
