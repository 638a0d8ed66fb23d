"""A session (French *séance*): prepared, held, and what it left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience, Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.core.dates import date_format
from tresse.core.links import Source
from tresse.guests.models import Guest
from tresse.meetings.methods import METHODS, Method
from tresse.memberships.models import Membership


class MeetingQuerySet(ConfidedQuerySet["Meeting"]):
    def within_session(self, person: Any) -> Q:
        """A session with audience « session » exists for the members invited to it, unless noted as absent."""
        return Q(pk__in=Attendance.objects.letting_in(person).values("meeting"))

    def upcoming(self) -> Self:
        """Not over yet, the nearest first."""
        return self.filter(cancelled_at=None, ends_at__gte=clock.now()).order_by("starts_at")

    def held(self) -> Self:
        """Past, and not cancelled."""
        return self.filter(cancelled_at=None, ends_at__lt=clock.now())

    def open_to_all(self) -> Self:
        """Where anybody may come: what the agenda of the network announces."""
        return self.filter(is_open=True, audience=Audience.PUBLIC).exclude(community__stage=Stage.IDEA)

    def with_answer_of(self, person: Any) -> Self:
        """Each session with `is_answered`: this person has said whether they come."""
        said = Attendance.objects.of(person).filter(meeting=OuterRef("pk")).exclude(answer="")
        return self.annotate(is_answered=Exists(said))

    def keeping_names_too_long(self) -> Self:
        """Over, under the Chatham House rule, and still saying who was expected (S3)."""
        named = Q(attendances__isnull=False) | Q(agenda__led_by__isnull=False) | Q(guests__email__gt="")
        return self.filter(named, chatham_house=True, ends_at__lt=clock.now()).distinct()

    def as_sources(self, community_id: int) -> Iterable[Source]:
        """The sessions already held, as what a block may come from."""
        return [
            meeting.as_source()
            for meeting in self.held().filter(community_id=community_id).select_related("community")
        ]


class Meeting(Confided):
    """When, where, about what, with which methods, for whom; then who came and what was said."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="meetings")
    cycle = models.ForeignKey(Cycle, models.SET_NULL, null=True, blank=True, related_name="meetings")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=140)
    intention = models.TextField(_("what we want from it"), blank=True, max_length=4000)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="Europe/Paris")
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("video link"), max_length=500, blank=True)
    is_open = models.BooleanField(
        _("open session"), default=False, help_text=_("Anybody may come, from the network or not.")
    )
    chatham_house = models.BooleanField(
        _("Chatham House rule"), default=False, help_text=_("Nothing says who came or who said what.")
    )
    convened_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(default=clock.now)
    invitation_number = models.PositiveIntegerField(default=0)  # iCalendar SEQUENCE (RFC 5545 §3.8.7.4)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("why"), max_length=300, blank=True)
    guests = GenericRelation(Guest, "thing_id", "thing_type")
    people_who_came = models.PositiveIntegerField(_("how many came"), null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-starts_at",)
        constraints = (
            models.UniqueConstraint(fields=["community", "number"], name="meeting_one_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(audience=Audience.PUBLIC), name="meeting_open_is_public"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.community.slug, self.number])

    @property
    def is_past(self) -> bool:
        return self.ends_at < clock.now()

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_upcoming(self) -> bool:
        return not self.is_past and not self.is_cancelled

    @property
    def names_people(self) -> bool:
        """Under the Chatham House rule, nothing says who comes, who came or who said what (S3)."""
        return not self.chatham_house

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def as_source(self) -> Source:
        name = str(_("Session %(number)s") % {"number": self.number})
        day = timezone.localdate(self.starts_at, ZoneInfo(self.time_zone))
        public = self.audience == Audience.PUBLIC
        url = self.get_absolute_url()
        return Source("meetings.Meeting", self.pk, name, self.title, day, url, public, self.names_people)

    def in_words(self) -> str:
        """« Séance 3, jeudi 12 mars 2026 »."""
        source = self.as_source()
        return f"{source.name}, {date_format(source.on)}"


def method_choices() -> list[tuple[str, Any]]:
    """The choices follow the declarations: a new one needs no migration."""
    return [(method.key, method.name) for method in METHODS.values()]


class AgendaItem(models.Model):
    """One moment of a session: its length, what it is for, its method, who leads it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(_("length, in minutes"), default=20)
    title = models.CharField(_("title"), max_length=160)
    method_key = models.CharField(_("method"), max_length=30, blank=True, choices=method_choices)
    led_by = models.ForeignKey(
        Membership, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("led by")
    )

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "position")
        constraints = (
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="agenda_item_has_a_length"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def method(self) -> Method | None:
        return METHODS.get(self.method_key)


class Answer(models.TextChoices):
    """What somebody says when invited."""

    COMING = "coming", _("I am coming")
    REMOTELY = "remotely", _("I am coming by video")
    NOT_COMING = "not_coming", _("I cannot come")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, person: Any) -> Self:
        """One's own. A visitor has none, although guests are no persons either."""
        return self.filter(person=person) if person is not None and person.is_authenticated else self.none()

    def letting_in(self, person: Any) -> Self:
        """Invited as a member, and not noted as absent since."""
        return self.of(person).exclude(came=False)

    def coming(self) -> Self:
        expected = self.exclude(guest__withdrawn_at__isnull=False)
        return expected.filter(answer__in=(Answer.COMING, Answer.REMOTELY))

    def by_name(self) -> Self:
        """With whoever it is about, members and guests, in the order of their names."""
        return self.select_related("person", "guest__place__person").order_by(
            Coalesce("person__name", "guest__name")
        )


class Attendance(models.Model):
    """Somebody, a person or a guest, is invited to a session, answers, and came or not.

    A Chatham House session keeps none once it is over: only how many came (S3).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="attendances"
    )
    guest = models.ForeignKey(Guest, models.CASCADE, null=True, blank=True, related_name="attendances")
    answer = models.CharField(_("answer"), max_length=12, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(_("came"), null=True)
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
        )

    def __str__(self) -> str:
        return str(self.who)

    @property
    def who(self) -> Any:
        """The person, or the guest, it is about."""
        return self.person or self.guest

    @property
    def is_coming(self) -> bool:
        taken_back = self.guest is not None and self.guest.withdrawn_at is not None
        return not taken_back and self.answer in (Answer.COMING, Answer.REMOTELY)


class MinutesQuerySet(ConfidedQuerySet["Minutes"]):
    def within_session(self, person: Any) -> Q:
        """Minutes with audience « session » exist for those the session itself is for."""
        return Q(meeting__in=Attendance.objects.letting_in(person).values("meeting"))


class Minutes(Confided):
    """What a session left in writing; its audience may be narrower than the session's."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes")
    community = models.ForeignKey(Community, models.CASCADE, related_name="+")
    text = models.TextField(_("minutes"), max_length=200_000)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)
