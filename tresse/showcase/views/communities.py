"""The page of a community, for whoever comes by and for those inside."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tresse.memberships.queries import visible_community
from tresse.showcase.portrait import Portrait
from tresse.showcase.tapestry import scale
from tresse.ui.braid import Axis, draw
from tresse.ui.braid.words import lines


@login_not_required
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """`?as=public` shows those inside what a visitor sees."""
    as_public = request.GET.get("as") == "public"
    viewer = AnonymousUser() if as_public else request.user
    portrait = Portrait(visible_community(viewer, slug), viewer)
    axis = Axis.holding([portrait.life])
    context = {
        "community": portrait.community,
        "portrait": portrait,
        "tab": "overview",
        "as_public": as_public,
        "inside": portrait.is_inside,
        "braid": draw(portrait.life, name=f"braid-{slug}", axis=axis, large=True),
        "scale": scale(axis, portrait.life),
        "told": lines(portrait.life),
    }
    return render(request, "showcase/community.html", context)
