"""The sessions of a community: their list, the page of one, calling, changing and cancelling."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from config import fair_load
from tresse.communities.models import Community, Cycle
from tresse.guests.queries import guests_here
from tresse.meetings import actions, forms, mailed, queries, rules, schedule
from tresse.meetings.agenda_forms import NewAgenda, new_agenda
from tresse.meetings.models import Answer, Attendance, Meeting
from tresse.meetings.moments import when
from tresse.meetings.parts import parts_of, parts_of_list
from tresse.meetings.places import places_of, rank_of
from tresse.meetings.programme import programme
from tresse.meetings.rhythm_forms import FollowingForm, RhythmForm
from tresse.meetings.usual import usual_terms, zones_around
from tresse.meetings.views.shell import within
from tresse.memberships.models import Membership
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.ui.answers import refused, show_refusal, typed

PAST_ON_A_PAGE = 20


@login_not_required
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to come, then what was held, as far as it exists for whoever reads."""
    community = visible_community(request.user, slug)
    visible = queries.listed(Meeting.objects.visible_to(request.user).of(community), request.user)
    past = Paginator(visible.held().order_by("-starts_at"), PAST_ON_A_PAGE)
    page = {
        "community": community,
        "tab": "meetings",
        "upcoming": [(meeting, when(meeting)) for meeting in visible.upcoming()],
        "past": past.get_page(request.GET.get("page")),
        "inside": membership_of(request.user, community),
        "may_convene": rules.convening(request.user, community),
        "parts": parts_of_list(community, request.user),
    }
    return render(request, "meetings/meetings.html", page)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One page from the invitation to what the session left."""
    meeting = queries.visible_meeting(request.user, slug, number)
    return render(request, "meetings/meeting.html", page_of(request, meeting))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a session, with its agenda; or record one already held."""
    community, _membership = entered_community(request.user, slug)
    rules.convening(request.user, community).require()
    choices = agenda_choices(Membership.objects.present().filter(community=community), community)
    form = forms.NewMeetingForm(
        typed(request), community=community, zones=zones_around(community), initial=usual_terms(community)
    )
    agenda = new_agenda(typed(request), leads=request.GET.getlist("leads"), **choices)
    rhythm = RhythmForm(typed(request))
    if request.method == "POST" and all([form.is_valid(), agenda.is_valid(), rhythm.is_valid()]):
        held = form.cleaned_data["already_held"]
        try:
            if rhythm.is_series and not held:
                return _call_series(request, community, form, agenda, rhythm)
            meeting = actions.convene(
                community, by=request.user, agenda=agenda.planned(), already_held=held, **form.terms()
            )
        except ValidationError as error:
            show_refusal(form, error, starts_at="day", ends_at="ends", dates="day")
        else:
            messages.success(request, _said_of_new(meeting, held=held))
            return redirect("meetings:attendance" if held else "meetings:meeting", slug, meeting.number)
    page = {"community": community, "tab": "meetings", "form": form, "agenda": agenda, "rhythm": rhythm}
    page |= {"methods": choices["methods"], "could_lead": import_string(fair_load.WHO_COULD_LEAD)(community)}
    answer = refused if form.is_bound else render
    return answer(request, "meetings/new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Say anew what was announced; another time or place is mailed."""
    meeting = queries.entered_meeting(request.user, slug, number)
    rules.changing(request.user, meeting).require()
    zones = [meeting.time_zone, *zones_around(meeting.community)]
    form = forms.MeetingForm(
        typed(request), community=meeting.community, zones=zones, initial=forms.announced(meeting)
    )
    scope = _scope(request, meeting)
    if request.method == "POST" and form.is_valid():
        try:
            if _follows(scope):
                actions.change_following(meeting, by=request.user, **form.terms())
                messages.success(
                    request, _("This is kept. A new time or place leaves in one mail for all of them.")
                )
                return redirect(meeting)
            changed = actions.change_meeting(meeting, by=request.user, **form.terms())
        except ValidationError as error:
            show_refusal(form, error, starts_at="day", ends_at="ends")
        else:
            moved = changed.invitation_number > meeting.invitation_number and changed.is_upcoming
            told = _("The new time or place leaves by mail for everyone concerned.")
            messages.success(request, told if moved else _("This is kept."))
            return redirect(changed)
    page = within(meeting) | {"form": form, "scope": scope}
    answer = refused if form.is_bound else render
    return answer(request, "meetings/change.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Call a session off, with a reason."""
    meeting = queries.entered_meeting(request.user, slug, number)
    rules.cancelling(request.user, meeting).require()
    form = forms.CancellationForm(typed(request))
    scope = _scope(request, meeting)
    if request.method == "POST" and form.is_valid():
        cancel = actions.cancel_following if _follows(scope) else actions.cancel_meeting
        cancel(meeting, because=form.cleaned_data["because"], by=request.user)
        messages.success(request, _("The session is cancelled, and everyone concerned is told by mail."))
        return redirect(meeting)
    page = within(meeting) | {"form": form}
    page |= {"when": when(meeting), "scope": scope}
    answer = refused if form.is_bound else render
    return answer(request, "meetings/cancellation.html", page)


def page_of(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """All that the page of a session says to whoever reads it."""
    may = rules.rulings(request.user, meeting)
    agenda = queries.agenda_of(meeting)
    moment = when(meeting)
    joined = queries.joined_to(meeting)
    company = queries.company(meeting, request.user, inside=may.takes_part, joined=joined)
    return within(meeting) | {
        "when": moment,
        "steps": programme(meeting, agenda, moment.here.zone),
        "inside": may.inside,
        "may": may,
        "company": company,
        "guests": guests_here(meeting) if may.inside else [],
        "link": meeting.link if may.takes_part or _let_in(meeting, company.mine) else "",
        "leaders": may.takes_part and (meeting.names_people or meeting.is_upcoming),
        "answers": offered_to(may),
        "joined": joined,
        "recorded": meeting.recording_wanted and actions.may_be_recorded(meeting),
        "places": places_of(meeting) if meeting.is_limited else None,
        "series": queries.others_of_series(meeting, request.user),
        "series_address": mailed.address(meeting.series, request.user.pk or 0)
        if meeting.series and may.answering
        else "",
        "rank": rank_of(company.mine) if company.mine and company.mine.is_waiting else 0,
        "minutes": queries.visible_minutes(request.user, meeting),
        "blocks": queries.blocks_from(meeting, request.user) if meeting.is_past else [],
        "parts": parts_of(meeting, request.user),
        "doubts": schedule.doubts(meeting, agenda) if may.changing and not meeting.is_past else [],
    }


def offered_to(may: rules.Rulings) -> list[tuple[str, Any]]:
    """In one's own time one takes part with the community: whoever comes from outside is not asked."""
    return [(one.value, one.label) for one in Answer if may.takes_part or one != Answer.LATER]


def _call_series(
    request: HttpRequest,
    community: Community,
    form: forms.NewMeetingForm,
    agenda: NewAgenda,
    rhythm: RhythmForm,
) -> HttpResponse:
    terms = form.terms()
    del terms["starts_at"], terms["ends_at"]
    moments = rhythm.moments(form.cleaned_data)
    actions.convene_series(community, by=request.user, moments=moments, agenda=agenda.planned(), **terms)
    called = len(moments)
    messages.success(
        request,
        ngettext(
            "%(called)s session is called, and one mail leaves for everyone inside.",
            "%(called)s sessions are called, and one mail leaves for everyone inside.",
            called,
        )
        % {"called": called},
    )
    return redirect("meetings:meetings", community.slug)


def _scope(request: HttpRequest, meeting: Meeting) -> FollowingForm | None:
    """Of a session called with others, one says whether those that follow are meant too."""
    return FollowingForm(typed(request)) if meeting.series_id and meeting.is_upcoming else None


def _follows(scope: FollowingForm | None) -> bool:
    return scope is not None and scope.is_valid() and scope.cleaned_data["following"] == "following"


def agenda_choices(
    places: QuerySet[Membership], community: Community, cycle: Cycle | None = None
) -> dict[str, Any]:
    """What a line of the agenda may choose from: methods, those of the objective first, and who leads, among these."""
    return {
        "methods": queries.methods_for(queries.objectives_of(community, cycle)),
        "members": {place.pk: place for place in places.select_related("person")},
    }


def _let_in(meeting: Meeting, mine: Attendance | None) -> bool:
    """Whoever said they come to an open session gets its link."""
    return meeting.is_open and mine is not None and mine.is_coming


def _said_of_new(meeting: Meeting, *, held: bool) -> str:
    if held:
        return _("The session is recorded. Now note who came.")
    invited = meeting.attendances.count()
    return ngettext(
        "The session is called, and the invitation leaves for %(invited)s person.",
        "The session is called, and the invitation leaves for %(invited)s people.",
        invited,
    ) % {"invited": invited}
