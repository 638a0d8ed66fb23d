#!/usr/bin/env python
"""Django's own commands, for those who work on Tresse. People who run it use `tresse`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # app ready

    execute_from_command_line(sys.argv)
