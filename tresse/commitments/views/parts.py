from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.commitments import actions, queries, rules
from tresse.commitments.forms import LookingBackForm, PartForm
from tresse.commitments.models import Answer, Commitment
from tresse.communities.models import Cycle
from tresse.memberships.models import Membership
from tresse.memberships.queries import entered_community
from tresse.ui.answers import typed


@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    """My part in this cycle, beside what the others bring and look for."""
    cycle, membership = _entered(request, slug, cycle_id)
    part = queries.part_of(membership, cycle)
    form = PartForm(typed(request), instance=part)
    if request.method == "POST":
        rules.answering(request.user, cycle).require()
        if form.is_valid():
            said = actions.say_my_part(cycle, by=request.user, **form.cleaned_data)
            messages.success(request, _("Your part is kept. You may say it anew at any time."))
            return redirect(_what_follows(said))
    page = {
        "community": cycle.community,
        "tab": "overview",
        "cycle": cycle,
        "membership": membership,
        "part": part,
        "form": form,
        "looking_back": LookingBackForm(initial={"became": part.became if part else ""}),
        "may_answer": rules.answering(request.user, cycle),
        "may_look_back": rules.looking_back(request.user, cycle),
        "shared": queries.offers_and_wishes(cycle),
    }
    return render(request, "commitments/my_part.html", page, status=422 if form.is_bound else 200)


@require_POST
def look_back(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    """What became of my part, by my own word."""
    cycle, _membership = _entered(request, slug, cycle_id)
    form = LookingBackForm(request.POST)
    if form.is_valid():
        actions.look_back(cycle, by=request.user, became=form.cleaned_data["became"])
        messages.success(request, _("Thank you: it is kept, for you alone."))
    else:
        messages.error(request, _("Choose one of the answers."))
    return redirect("commitments:my_part", slug, cycle_id)


def _what_follows(said: Commitment) -> str:
    """Leaving, and pausing with a mandate to hand over, are gestures of their own, on their own pages (S8)."""
    slug = said.cycle.community.slug
    if said.answer == Answer.LEAVE:
        return reverse("memberships:leave", args=[slug])
    if said.answer == Answer.PAUSE and not said.membership.paused_at:
        return reverse("memberships:pause", args=[slug])
    return reverse("commitments:my_part", args=[slug, said.cycle_id])


def _entered(request: HttpRequest, slug: str, cycle_id: int) -> tuple[Cycle, Membership]:
    """An open or ended cycle of a community one is inside; otherwise 404."""
    community, membership = entered_community(request.user, slug)
    cycles = Cycle.objects.exclude(opened_at=None).select_related("strand__community")
    return get_object_or_404(cycles, pk=cycle_id, strand__community=community), membership
