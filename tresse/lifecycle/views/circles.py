from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tresse.communities.models import Cycle
from tresse.lifecycle import rules
from tresse.memberships.models import Membership
from tresse.memberships.queries import entered_community
from tresse.principles import openness
from tresse.principles.openness import Circle


@require_safe
def show(request: HttpRequest, slug: str, cycle_id: int) -> HttpResponse:
    """Who is near this cycle and who is further off, so that those who co-facilitate know whom to call."""
    community, _membership = entered_community(request.user, slug)
    cycles = Cycle.objects.select_related("strand__community")
    cycle = get_object_or_404(cycles, pk=cycle_id, strand__community=community)
    rules.reading_circles(request.user, cycle).require()
    here = Membership.objects.filter(community=community).select_related("person", "organisation")
    members = sorted(here, key=lambda member: slugify(member.person.name))
    found = openness.circles([cycle])[cycle.pk] if cycle.opened_at else {}
    page = {
        "community": community,
        "tab": "members",
        "cycle": cycle,
        "rings": [
            (circle, [member for member in members if found.get(member.pk) == circle])
            for circle in (Circle.PERIPHERY, Circle.ACTIVE, Circle.CORE)
        ],
    }
    return render(request, "lifecycle/circles.html", page)
