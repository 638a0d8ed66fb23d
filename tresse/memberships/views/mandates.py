"""Responsibilities: who holds what until when, giving, handing on, holding the place meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config import fair_load
from tresse.memberships import actions, acts, mandate_rules, queries, rules
from tresse.memberships.forms import HandForm, HandoverForm, ReportedMandateForm
from tresse.memberships.mandate_queries import wheres_without_hands
from tresse.memberships.models import ActByTwo, Mandate
from tresse.memberships.responsibilities import Reading, notes_to_write, responsibilities, unread_notes
from tresse.ui.answers import refused, typed


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Each function: who holds it until when, by which decision, who held it before, and who is looked for."""
    return render(request, "memberships/mandates.html", page_of(request, slug, HandForm()))


def page_of(request: HttpRequest, slug: str, form: HandForm, call_id: int | None = None) -> dict[str, Any]:
    """All that the page of responsibilities says to whoever reads it; `form` is the hand typed at one call."""
    community, membership = queries.entered_community(request.user, slug)
    missing = wheres_without_hands(community)
    may_take_part = rules.taking_part(request.user, community)
    months = community.charters.in_force().get().mandate_months
    reading = Reading(community, membership, months, missing, may_take_part)
    return {
        "community": community,
        "tab": "members",
        "inside": membership,
        "responsibilities": responsibilities(reading),
        "missing": missing,
        "may_take_part": may_take_part,
        "may_take_interim": mandate_rules.taking_interim(request.user, community),
        "interim": acts.waiting_for("mandate.interim", community),
        "notes_to_read": unread_notes(membership),
        "notes_to_write": notes_to_write(membership),
        "loads": import_string(fair_load.LOADS)(community),
        "acts_waiting": ActByTwo.objects.waiting().filter(community=community).count(),
        "form": form,
        "form_of": call_id,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """One member reports the consent given in a session; another, of another organisation, confirms it (E2, E4)."""
    community, _membership = queries.entered_community(request.user, slug)
    rules.taking_part(request.user, community).require()
    months = community.charters.in_force().get().mandate_months
    form = ReportedMandateForm(typed(request), community=community, initial={"months": months})
    if request.method == "POST" and form.is_valid():
        act = acts.ask("mandate.giving", community, community, by=request.user, terms=form.terms())
        return redirect("memberships:act", slug, act.pk)
    page = {"community": community, "tab": "members", "form": form}
    return (refused if form.is_bound else render)(request, "memberships/give_mandate.html", page)


@require_POST
def take_founding(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever founds the community takes its co-facilitation."""
    community = queries.visible_community(request.user, slug)
    months = community.charters.in_force().get().mandate_months
    actions.take_founding_mandate(community, by=request.user, months=months)
    messages.success(request, _("You co-facilitate this community."))
    return redirect(community.entrance)


@require_POST
def take_interim(request: HttpRequest, slug: str) -> HttpResponse:
    """Nobody co-facilitates any more: ask that two hold the place; whoever confirms is the second (E3)."""
    community, _membership = queries.entered_community(request.user, slug)
    act = acts.ask("mandate.interim", community, community, by=request.user)
    return redirect("memberships:act", slug, act.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, mandate_id: int) -> HttpResponse:
    """Lay one's own mandate down, with a note, or with the note to follow within thirty days."""
    mandate = _mandate(request, slug, mandate_id)
    rules.ending_mandate(request.user, mandate).require()
    form = HandoverForm(typed(request), initial={"handover": mandate.handover}, required=False)
    if request.method == "POST" and form.is_valid():
        actions.end_mandate(mandate, by=request.user, handover=form.cleaned_data["handover"])
        messages.success(request, _said_of_ended(mandate, form.cleaned_data["handover"]))
        return redirect("memberships:mandates", slug)
    return _note_page(request, "memberships/end_mandate.html", mandate, form)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, slug: str, mandate_id: int) -> HttpResponse:
    """Write, or complete, the note for whoever takes the mandate up (E2)."""
    mandate = _mandate(request, slug, mandate_id)
    mandate_rules.handing_over(request.user, mandate).require()
    form = HandoverForm(typed(request), initial={"handover": mandate.handover})
    if request.method == "POST" and form.is_valid():
        actions.write_handover(mandate, by=request.user, handover=form.cleaned_data["handover"])
        messages.success(request, _("Your note is kept for whoever takes it up."))
        return redirect("memberships:mandates", slug)
    return _note_page(request, "memberships/handover.html", mandate, form)


@require_POST
def acknowledge(request: HttpRequest, slug: str, mandate_id: int) -> HttpResponse:
    """The note of the mandate one took up has been read (E2)."""
    actions.acknowledge_handover(_mandate(request, slug, mandate_id), by=request.user)
    messages.success(request, _("Thank you: whoever handed it on knows that you read it."))
    return redirect("memberships:mandates", slug)


def _mandate(request: HttpRequest, slug: str, mandate_id: int) -> Mandate:
    community, _membership = queries.entered_community(request.user, slug)
    people = ("membership__person", "membership__community", "strand")
    here = Mandate.objects.select_related(*people).filter(membership__community=community)
    return get_object_or_404(here, pk=mandate_id)


def _note_page(request: HttpRequest, template: str, mandate: Mandate, form: HandoverForm) -> HttpResponse:
    page = {"community": mandate.membership.community, "tab": "members", "form": form, "mandate": mandate}
    return (refused if form.is_bound else render)(request, template, page)


def _said_of_ended(mandate: Mandate, note: str) -> str:
    if note or mandate.handover:
        return _("The mandate is laid down, and your note kept for whoever takes it up.")
    return _("The mandate is laid down. You have thirty days to leave a note for whoever takes it up.")
