from django.core.cache import cache
from django_tasks import task

from tresse.core.models import JournalEntry
from tresse.library import actions, typesetting
from tresse.library.models import Publication


@task()
def typeset(publication_id: int) -> bool:
    """Make the PDF of a publication; False if it is there already."""
    publication = Publication.objects.select_related("community", "cycle__strand").get(pk=publication_id)
    if publication.pdf.name and publication.pdf.storage.exists(publication.pdf.name):
        return False
    actions.keep_pdf(publication, typesetting.pdf_of(publication))
    return True


@task()
def typeset_published(entry_id: int) -> bool:
    """Reader of the journal: something was published."""
    return typeset.call(int(JournalEntry.objects.get(pk=entry_id).subject_id))


def ask_for_pdf(publication_id: int) -> None:
    """Have it made soon, asking once a minute at most however many people wait for it."""
    if cache.add(f"typesetting:{publication_id}", True, timeout=60):
        typeset.enqueue(publication_id)


def ask_for_missing_pdfs() -> None:
    """Whatever can be read has its PDF, even if the first attempt failed or never was."""
    missing = Publication.objects.filter(pdf="", withdrawn_at=None)
    for publication_id in missing.values_list("pk", flat=True):
        ask_for_pdf(publication_id)
