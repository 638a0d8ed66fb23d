"""Who receives the messages of a conversation by mail."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.core.ids import secret_token
from tresse.discussions.models.threads import Thread
from tresse.memberships.models import Membership


class Following(models.Model):
    """Somebody follows a conversation, has stopped, or has said nothing and hears it by the pace of the community."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="followings")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="followings")
    follows = models.BooleanField(_("follows"), null=True)
    token = models.CharField(max_length=60, unique=True, default=secret_token)  # stops it without signing in

    class Meta:
        verbose_name = _("following of a conversation")
        verbose_name_plural = _("followings of conversations")
        constraints = (models.UniqueConstraint(fields=["thread", "membership"], name="following_one_each"),)

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.thread_id}"
