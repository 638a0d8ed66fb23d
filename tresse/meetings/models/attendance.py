"""Who is invited to a session, what they answer, and whether they came."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tresse.guests.models import Guest


class Answer(models.TextChoices):
    """What somebody says when invited."""

    COMING = "coming", _("I am coming")
    REMOTELY = "remotely", _("I am coming by video")
    LATER = "later", _("I am taking part in my own time")  # the asynchronous track
    NOT_COMING = "not_coming", _("I cannot come")


PRESENT = (Answer.COMING, Answer.REMOTELY)


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, person: Any) -> Self:
        """One's own. A visitor has none, although guests are no persons either."""
        return self.filter(person=person) if person is not None and person.is_authenticated else self.none()

    def letting_in(self, person: Any) -> Self:
        """Invited as a member, and not noted as absent since; whoever took part in their own time is let in too."""
        return self.of(person).exclude(came=False, took_part_later=False)

    def having_taken_part(self) -> Self:
        """There, or in their own time."""
        return self.filter(Q(came=True) | Q(took_part_later=True))

    def hoping(self) -> Self:
        """Who said they come, whether there is a place for them or not yet."""
        return self.exclude(guest__withdrawn_at__isnull=False).filter(answer__in=PRESENT)

    def coming(self) -> Self:
        """Who has a place: whoever is on the waiting list has none yet."""
        return self.hoping().filter(waiting_since=None)

    def waiting(self) -> Self:
        """The waiting list, in its order."""
        return self.hoping().exclude(waiting_since=None).order_by("waiting_since", "pk")

    def by_name(self) -> Self:
        """With whoever it is about, members and guests, in the order of their names."""
        return self.select_related("person", "guest__place__person").order_by(
            Coalesce("person__name", "guest__name")
        )


class Attendance(models.Model):
    """Somebody, a person or a guest, is invited to a session, answers, and came or not.

    A Chatham House session keeps none once it is over: only how many came (S3).
    """

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    guest = models.ForeignKey(Guest, models.CASCADE, null=True, blank=True, related_name="attendances")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)  # on the waiting list
    agrees_to_recording = models.BooleanField(null=True, blank=True)
    came = models.BooleanField(_("came"), null=True)
    took_part_later = models.BooleanField(_("took part in their own time"), default=False)
    named: str  # how they are named here, where a list is read: whoever left chose it (S8)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ("person__name",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_one_each"),
            models.UniqueConstraint(fields=["meeting", "guest"], name="attendance_one_each_guest"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest=None) | Q(person=None, guest__isnull=False),
                name="attendance_of_a_person_or_a_guest",
            ),
            models.CheckConstraint(
                condition=Q(waiting_since=None) | Q(answer__in=PRESENT), name="attendance_waits_to_come"
            ),
        )

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> Any:
        """The person, or the guest, it is about."""
        return self.person or self.guest

    @property
    def is_coming(self) -> bool:
        return self._is_expected and self.waiting_since is None

    @property
    def is_waiting(self) -> bool:
        """On the waiting list."""
        return self._is_expected and self.waiting_since is not None

    @property
    def _is_expected(self) -> bool:
        taken_back = self.guest is not None and self.guest.withdrawn_at is not None
        return not taken_back and self.answer in PRESENT
