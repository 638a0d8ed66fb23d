"""Style sheets and scripts, gathered, compressed and named by what they hold: browsers keep them for ever."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Gather the static files into the network's folder, unless they are the ones gathered last time."""
    # Settings were read before the files were there: they are served from where they are gathered now.
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = False
    mark = Path(settings.STATIC_ROOT) / "gathered"
    present = _mark()
    if mark.exists() and mark.read_text() == present:
        return False
    call_command("collectstatic", interactive=False, clear=mark.parent.exists(), verbosity=0)
    mark.write_text(present)
    return True


def _mark() -> str:
    return hashlib.sha256("\n".join(sorted(_files())).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}"
