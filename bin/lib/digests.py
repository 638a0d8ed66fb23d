"""What bin/bench measures of the digests: `digests.py seed` adds ten thousand people to the large network, and
`digests.py measure`, in a process of its own, makes the letters of a morning and says what they cost, as JSON.
"""

import json
import os
import resource
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
sys.path.insert(0, os.getcwd())

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from tresse.accounts.models import Person  # noqa: E402
from tresse.communities.models import Community  # noqa: E402
from tresse.core import clock, journal  # noqa: E402
from tresse.core.models import OutgoingMail  # noqa: E402
from tresse.documents.models import Document  # noqa: E402
from tresse.memberships.models import Membership  # noqa: E402
from tresse.notifications import letters  # noqa: E402
from tresse.notifications.making import make_morning_digests  # noqa: E402
from tresse.notifications.models import Digest  # noqa: E402
from tresse.notifications.mornings import next_morning  # noqa: E402
from tresse.notifications.readers import COMPOSER  # noqa: E402

PEOPLE = 10_000
COMPOSED = 100


def seed() -> None:
    """Ten thousand more people, each in one community, where something happens and two sessions wait for them."""
    communities = list(Community.objects.filter(slug__startswith="communaute-").order_by("pk"))
    long_ago = clock.now() - timedelta(days=90)
    people = Person.objects.bulk_create(
        [Person(email=f"lecteur-{n}@example.org", name=f"Lecteur {n}", password="!") for n in range(PEOPLE)]
    )
    Membership.objects.bulk_create(
        Membership(community=communities[n % len(communities)], person=person, since=long_ago, signed_at=long_ago)
        for n, person in enumerate(people)
    )
    with transaction.atomic():
        for document in Document.objects.filter(community__in=communities).select_related("community")[:200]:
            stream = document.community.stream
            journal.record("document.begun", stream=stream, subject=document, by=None, title=document.title)


def measure() -> dict[str, Any]:
    """The morning after everybody has been given the choices one begins with."""
    make_morning_digests()
    asked: Counter[str] = Counter()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked[sql.split(maxsplit=1)[0]] += 1
        return execute(sql, params, many, context)

    morning = next_morning("Europe/Paris", clock.now()) + timedelta(minutes=2)
    with clock.at(morning):
        begun = time.monotonic()
        with connection.execute_wrapper(count):
            make_morning_digests()
        seconds = time.monotonic() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        milliseconds = _composing()
    return {
        "digests": Digest.objects.count(),
        "seconds": seconds,
        "megabytes": peak,
        "reads": asked["SELECT"],
        "writes": asked["INSERT"] + asked["UPDATE"],
        "letter": milliseconds,
    }


def _composing() -> float:
    """Milliseconds to compose one letter as it leaves."""
    mails = list(OutgoingMail.objects.filter(composer=COMPOSER)[:COMPOSED])
    begun = time.monotonic()
    for mail in mails:
        letters.compose(mail)
    return (time.monotonic() - begun) * 1000 / len(mails)


if __name__ == "__main__":
    if sys.argv[1] == "seed":
        seed()
    else:
        print(json.dumps(measure()))
