"""Sessions called, held, written down; their minutes shown further by two."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.life.life import actors, picks
from tests.life.parts.acts import Acts, seconds
from tresse.core.text import digest
from tresse.meetings import actions as meetings
from tresse.meetings.models import Meeting, Minutes


class Sessions(Acts):
    @rule(
        who=actors,
        days=st.sampled_from([1, 2, 9, 40]),
        audience=st.sampled_from(["community", "network", "session"]),
    )
    def convenes(self, who: int, days: int, audience: str) -> None:
        self._convenes(who, days, audience)

    @rule(who=actors, came=st.sets(st.integers(0, 9), max_size=8))
    def hold_a_session(self, who: int, came: set[int]) -> None:
        """Called for tomorrow, held, written down by somebody: what most sessions are."""
        if self._convenes(10 + who % 10, 1, "network"):
            self.pass_days(2)
            meeting = self.rows.of("meetings", community_id=self.community.pk)[-1].id
            self._notes(10 + who % 10, meeting, came)
            self._writes(10 + who % 10, meeting)

    @precondition(lambda self: self.is_time(self.rows.meetings))
    @rule(who=actors, pick=picks, came=st.sets(st.integers(0, 9), max_size=5))
    def notes_who_came(self, who: int, pick: int, came: set[int]) -> None:
        meeting = self.pick("meetings", pick, community_id=self.community.pk)
        if meeting:
            self._notes(who, meeting.id, came)

    @precondition(lambda self: self.is_time(self.rows.meetings))
    @rule(who=actors, pick=picks)
    def writes_minutes(self, who: int, pick: int) -> None:
        unwritten = {minutes.meeting_id for minutes in self.rows.minutes.values()}
        found = [m for m in self.rows.of("meetings", community_id=self.community.pk) if m.id not in unwritten]
        meeting = self.one(found, pick)
        if meeting:
            self._writes(who, meeting.id)

    @precondition(lambda self: self.is_time(self.rows.minutes))
    @rule(who=actors, second=seconds, pick=picks)
    def shows_minutes_further(self, who: int, second: int, pick: int) -> None:
        minutes = self.pick("minutes", pick, community_id=self.community.pk)
        if minutes:
            terms = {"audience": "network", "digest": digest(minutes.text)}
            self.asks("minutes.widening", who, second, terms, Minutes.objects.get(pk=minutes.id))

    def _convenes(self, who: int, days: int, audience: str) -> bool:
        begins = self.now + timedelta(days=days)
        return self.attempt(
            "convene a session",
            who,
            lambda person: meetings.convene(
                self.fresh(),
                by=person,
                title="Séance",
                starts_at=begins,
                ends_at=begins + timedelta(hours=2),
                audience=audience,
            ),
        )

    def _notes(self, who: int, meeting: int, came: set[int]) -> None:
        self.attempt(
            "note who came",
            who,
            lambda person: meetings.note_attendance(
                Meeting.objects.get(pk=meeting), came=[self.people[each] for each in sorted(came)], by=person
            ),
            meeting=meeting,
        )

    def _writes(self, who: int, meeting: int) -> None:
        self.attempt(
            "write minutes",
            who,
            lambda person: meetings.write_minutes(Meeting.objects.get(pk=meeting), text="Dit.", by=person),
            meeting=meeting,
        )
