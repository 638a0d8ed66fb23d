"""What makes the addresses of one's own calendars, which are a right (docs/adr/0013)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tresse.core import clock
from tresse.feeds.addresses import new_key


class CalendarKey(models.Model):
    """Of one person. It is no address yet: that takes the secret of the installation too (`addresses.py`)."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key")
    key = models.CharField(max_length=24, unique=True, default=new_key)
    renewed_at = models.DateTimeField(_("renewed on"), null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("calendar key")
        verbose_name_plural = _("calendar keys")

    def __str__(self) -> str:
        return str(self.person)
