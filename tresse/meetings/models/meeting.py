"""A session (French *séance*): when, where, about what, for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Community, Cycle, Stage
from tresse.confidence.models import Audience, Confided, ConfidedQuerySet
from tresse.core import clock
from tresse.core.dates import date_format
from tresse.core.links import Source
from tresse.guests.models import Guest
from tresse.meetings.models.attendance import Attendance
from tresse.meetings.models.joining import Joining
from tresse.meetings.models.series import Series
from tresse.memberships.models import Membership


class Room(models.TextChoices):
    """Where one meets by video."""

    OWN = "", _("a link of our own, or none")
    JITSI = "jitsi", _("a Jitsi room made for this session")
    BIGBLUEBUTTON = "bbb", _("a BigBlueButton room made for this session")


class MeetingQuerySet(ConfidedQuerySet["Meeting"]):
    def of_communities(self, communities: Any) -> Q:
        """Theirs, and those they accepted to hold together with another one."""
        joint = Joining.objects.accepted().filter(community__in=communities).values("meeting")
        return super().of_communities(communities) | Q(pk__in=joint)

    def of(self, *communities: Community | int) -> Self:
        """The sessions of these communities: a joint one is a session of each."""
        return self.filter(self.of_communities(communities))

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
        return [meeting.as_source() for meeting in self.held().of(community_id).select_related("community")]


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
    room_kind = models.CharField(_("by video"), max_length=8, choices=Room.choices, blank=True, default="")
    room = models.CharField(max_length=60, blank=True)  # its name on the server, which nobody can guess
    recording_wanted = models.BooleanField(_("we would like to record it"), default=False)
    places = models.PositiveSmallIntegerField(_("places in all"), null=True, blank=True)
    places_on_site = models.PositiveSmallIntegerField(_("places on site"), null=True, blank=True)
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
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="meetings")
    planned_at = models.DateTimeField(null=True, blank=True)  # when its series had it
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
            models.CheckConstraint(
                condition=Q(recording_wanted=False) | Q(chatham_house=False), name="meeting_unnamed_is_not_recorded"
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
    def is_limited(self) -> bool:
        """Not everybody may come: there is a number of places."""
        return self.places is not None or self.places_on_site is not None

    @property
    def was_moved(self) -> bool:
        """It takes place at another moment than its series had it."""
        return self.planned_at is not None and self.planned_at != self.starts_at

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
