"""What a WSGI server serves: Django, behind the pages kept ready for visitors."""

import os

from django.core.wsgi import get_wsgi_application

from tresse.web.database_state import DatabaseState
from tresse.web.page_cache import PageCache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = PageCache(get_wsgi_application(), DatabaseState())
