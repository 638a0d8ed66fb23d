"""What is attached to a message."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tresse.core.ids import secret_token
from tresse.discussions.models.messages import Message


def kept_at(file: AttachedFile, _name: str) -> str:
    """A name nobody guesses, which says nothing of what it holds."""
    return f"conversations/{secret_token()}"


class AttachedFile(models.Model):
    """A file somebody attached: what it is was read in its content, never taken from its name."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=120)
    type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size"))
    content = models.FileField(upload_to=kept_at, max_length=200)
    preview = models.FileField(upload_to=kept_at, max_length=200, blank=True)  # of an image: a few kilobytes
    token = models.CharField(max_length=60, unique=True, default=secret_token)

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        thread = self.message.thread
        return reverse("discussions:file", args=[thread.community.slug, thread.number, self.token])

    @property
    def is_image(self) -> bool:
        return self.type.startswith("image/")
