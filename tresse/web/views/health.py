"""Is this server well? For whatever watches it: no sign-in, never kept, two small queries."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from config.version import VERSION
from tresse.core.worker import late_tasks


@login_not_required
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served. `worker` is « late » when tasks or mail have waited for two minutes."""
    try:
        worker = "late" if late_tasks() else "ok"
    except DatabaseError:
        return JsonResponse({"version": VERSION, "database": "away"}, status=503)
    return JsonResponse({"version": VERSION, "database": "ok", "worker": worker})
