"""Where a document stands, from its first note to the version that leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Derived from the facts, never set."""

    DRAFT = "draft", _("living draft")
    REREAD = "reread", _("reread")
    AUTHORISED = "authorised", _("authorised")
    PUBLISHED = "published", _("published")

    @property
    def reached(self) -> int:
        return list(State).index(self)

    @property
    def steps(self) -> list["State"]:
        """All of them, in order."""
        return list(State)
