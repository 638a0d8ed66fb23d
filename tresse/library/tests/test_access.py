from tests.access import check_access
from tests.cast import EVERYBODY
from tresse.library.tasks import typeset
from tresse.library.tests.factories import published

EVERYONE = dict.fromkeys(EVERYBODY, 200)
ACCESS = {
    "library:library": EVERYONE,
    "library:publication": EVERYONE,
    "library:version": EVERYONE,
    "library:pdf": EVERYONE,
}


def test_the_library_is_open_to_everyone(as_, cast):
    publication = published(cast)
    typeset.call(publication.pk)
    publication.refresh_from_db()
    check_access(
        as_,
        ACCESS,
        {
            "library:publication": [publication.address],
            "library:version": [publication.address, 1],
            "library:pdf": publication.get_pdf_url(),
        },
    )
