"""The index: one row for each passage that can be found, with whom it exists for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community


class Passage(models.Model):
    """A passage as search knows it. It is a copy: `tresse reindex` writes it again from the thing itself.

    Its key, `place`, begins with the day it is about, so that the latest come first in the order of places.
    """

    place = models.BigIntegerField(primary_key=True)
    mark = models.CharField(
        max_length=32, default=""
    )  # of all that is said here: the same, nothing is written again
    label = models.CharField(max_length=60)  # of the thing, such as "meetings.Minutes"
    thing_id = models.BigIntegerField()
    part = models.CharField(max_length=20, blank=True)
    page_label = models.CharField(
        max_length=60
    )  # of the thing on whose page it is read, such as "meetings.Meeting"
    page_id = models.BigIntegerField()
    reader = models.CharField(max_length=24)  # who it exists for: search/readers.py
    meeting_id = models.BigIntegerField(null=True)  # whose participants it exists for, if it is for them alone
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+")
    objectives = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8)
    on = models.DateField()
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=400)
    title_keys = models.TextField()
    text_keys = models.TextField()
    text = models.TextField()  # last: whoever ranks a passage reads it without

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        indexes = (
            models.Index(fields=["label", "thing_id"], name="passage_of_a_thing"),
            models.Index(
                fields=["meeting_id", "community"],
                condition=models.Q(meeting_id__isnull=False),
                name="passage_of_a_room",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word met in passages that exist for one reader: search/vocabulary.py."""

    reader = models.CharField(max_length=24)
    word = models.CharField(max_length=40)  # without accents
    keys = models.CharField(max_length=90)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        indexes = (models.Index(fields=["reader", "word"], name="word_of_a_reader"),)

    def __str__(self) -> str:
        return self.word


class Reindexing(models.Model):
    """Where the writing anew of the whole index stands: search/reindexing.py."""

    only_one = models.BooleanField(default=True, unique=True)
    version = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=60)
    after_id = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("reindexing")
        verbose_name_plural = _("reindexings")

    def __str__(self) -> str:
        return f"{self.label} {self.after_id}"
