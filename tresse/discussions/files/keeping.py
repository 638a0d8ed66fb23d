"""Where attached files are kept, and how they go."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from tresse.discussions.files.preparing import Prepared
from tresse.discussions.models import AttachedFile, Message


def keep(files: Sequence[Prepared], message: Message) -> None:
    """Keep these files with the message they came with."""
    for file in files:
        kept = AttachedFile(message=message, name=file.name, type=file.type, size=len(file.content))
        kept.content.save("", ContentFile(file.content), save=False)
        if file.preview:
            kept.preview.save("", ContentFile(file.preview), save=False)
        kept.save()


def forget(files: QuerySet[AttachedFile]) -> None:
    """Their message was withdrawn: what they held goes from the disk as soon as that is certain."""
    names: list[Any] = [name for names in files.values_list("content", "preview") for name in names if name]
    files.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
