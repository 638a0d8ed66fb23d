from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.communities.models import Cycle, Strand
from tresse.documents.models import Document
from tresse.library.models import Publication
from tresse.lifecycle import opening, rules
from tresse.lifecycle.forms import ClosingForm, CommunityClosingForm, CycleForm, usual_dates
from tresse.meetings.models import Meeting
from tresse.memberships import acts
from tresse.memberships.queries import entered_community, membership_of, visible_community
from tresse.memberships.rules import steering
from tresse.principles import engagement


@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest, slug: str, strand_id: int) -> HttpResponse:
    """Write the coming cycle down: question, intended document, dates, with the phases the objective brings."""
    community, _membership = entered_community(request.user, slug)
    strand = get_object_or_404(Strand.objects.select_related("community"), pk=strand_id, community=community)
    rules.preparing(request.user, strand).require()
    form = CycleForm(
        request.POST or None,
        instance=strand.cycles.prepared().first() or Cycle(strand=strand),
        initial=_dates(strand),
    )
    if request.method == "POST" and form.is_valid():
        cycle = opening.prepare_cycle(strand, by=request.user, **form.cleaned_data)
        return redirect("lifecycle:cycle", slug, cycle.pk)
    page = {"community": community, "tab": "overview", "strand": strand, "form": form}
    return render(request, "lifecycle/prepare.html", page, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    """A cycle from its gates to its end. Prepared, it exists for those inside; open, its page is public."""
    community = visible_community(request.user, slug)
    membership = membership_of(request.user, community)
    cycles = Cycle.objects.select_related("strand__community").filter(strand__community=community)
    cycle = get_object_or_404(cycles if membership else cycles.exclude(opened_at=None), pk=cycle_id)
    page = {
        "community": community,
        "tab": "overview",
        "cycle": cycle,
        "membership": membership,
        "phases": cycle.strand.objective.phases,
        "gate": engagement.opening_gate(cycle) if membership and not cycle.opened_at else None,
        "may_prepare": rules.preparing(request.user, cycle.strand),
        "may_open": rules.opening(request.user, cycle),
        "may_read_circles": rules.reading_circles(request.user, cycle) if membership else None,
        "may_move_on": rules.moving_on(request.user, cycle),
        "meetings": Meeting.objects.visible_to(request.user).filter(cycle=cycle).order_by("starts_at"),
        "documents": Document.objects.visible_to(request.user).filter(cycle=cycle),
        "publications": Publication.objects.visible_to(request.user).current().filter(cycle=cycle),
        "closing": acts.waiting_for("cycle.closing", cycle) if membership else None,
    }
    return render(request, "lifecycle/cycle.html", page)


@require_POST
def open_(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    cycle = opening.open_cycle(_cycle(request, slug, cycle_id), by=request.user)
    messages.success(request, _("The cycle is open."))
    return redirect("lifecycle:cycle", slug, cycle.pk)


@require_POST
def move_on(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    opening.move_on(_cycle(request, slug, cycle_id), by=request.user)
    return redirect("lifecycle:cycle", slug, cycle_id)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    """Ask for the end of a cycle; somebody of another organisation confirms (E4, P2)."""
    cycle = _cycle(request, slug, cycle_id)
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        may_close = acts.allowed("cycle.closing", request.user, cycle, form.cleaned_data)
        if may_close:
            act = acts.ask("cycle.closing", cycle, cycle.community, by=request.user, terms=form.cleaned_data)
            return redirect("memberships:act", slug, act.pk)
        form.add_error(None, str(may_close.reason))
    page = {
        "community": cycle.community,
        "tab": "overview",
        "cycle": cycle,
        "form": form,
        "may_ask": steering(request.user, cycle.community),
    }
    return render(request, "lifecycle/closing.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def close_community(request: HttpRequest, slug: str) -> HttpResponse:
    community, _membership = entered_community(request.user, slug)
    rules.closing_community(request.user, community).require()
    form = CommunityClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = acts.ask("community.closing", community, community, by=request.user, terms=form.cleaned_data)
        return redirect("memberships:act", slug, act.pk)
    page = {"community": community, "tab": "overview", "form": form}
    return render(request, "lifecycle/community_closing.html", page, status=422 if form.is_bound else 200)


def _cycle(request: HttpRequest, slug: str, cycle_id: int) -> Cycle:
    community, _membership = entered_community(request.user, slug)
    cycles = Cycle.objects.select_related("strand__community")
    return get_object_or_404(cycles, pk=cycle_id, strand__community=community)


def _dates(strand: Strand) -> dict[str, object] | None:
    return None if strand.cycles.prepared().exists() else dict(usual_dates(strand))
