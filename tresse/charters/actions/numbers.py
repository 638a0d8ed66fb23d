"""The numbers of the charter in force, changed by a decision without signing anew."""

from typing import Any

from django.db import transaction

from tresse.charters.models import PARAMETERS, Charter
from tresse.charters.numbers import Change, changes_of
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community
from tresse.core import journal


@transaction.atomic
def change_numbers(community: Community, wanted: dict[str, Any], *, decision_number: int) -> Charter:
    """The community consented to these numbers: they hold from now on, and nobody signs anew.

    A new version being written takes them up where it did not change them itself.
    """
    community = Community.objects.held().get(pk=community.pk)
    charter = charter_in_force(community)
    changes = changes_of(charter, wanted)
    draft = community.charters.drafts().first()
    if draft:
        untouched = {name for name in PARAMETERS if getattr(draft, name) == getattr(charter, name)}
        _set(draft, [change for change in changes if change.name in untouched])
    _set(charter, changes)
    for change in changes:
        journal.record(
            "charter.number_changed",
            stream=community.stream,
            subject=charter,
            by=None,
            number=decision_number,
            what_word=journal.word(change.label),
            before_word=change.before_word,
            after_word=change.after_word,
        )
    return charter


def _set(charter: Charter, changes: list[Change]) -> None:
    for change in changes:
        setattr(charter, change.name, change.after)
    charter.save(update_fields=[change.name for change in changes])
