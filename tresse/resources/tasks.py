from datetime import timedelta

from django_tasks import task

from tresse.core import clock
from tresse.resources import actions, fetching
from tresse.resources.models import Import, Reference, Search


@task()
def look_for(reference_id: int) -> bool:
    """What a link or a DOI leads to, looked for outside any transaction. Whether it was found."""
    reference = Reference.objects.filter(pk=reference_id, search=Search.ASKED).first()
    if reference is None:
        return False
    found = fetching.look_for(doi=reference.doi, link=reference.link)
    actions.complete(reference, found)
    return found is not None


def forget_old_imports() -> int:
    """What a file held is kept a week for whoever brought it."""
    old = Import.objects.filter(made_at__lt=clock.now() - timedelta(days=actions.KEPT_IMPORTS))
    return old.delete()[0] if old.exists() else 0
