"""The atlas: every community's braid on one axis of time, and how to find one."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tresse.showcase import queries
from tresse.showcase.forms import Search
from tresse.showcase.tapestry import woven

ON_A_PAGE = 18  # a page of long lives weighs 13 kB compressed; with its style and letters it may weigh 50


@login_not_required
def atlas(request: HttpRequest) -> HttpResponse:
    search = Search(request.GET)
    wanted = search.wanted()
    found = list(queries.chosen(queries.communities_for(request.user), wanted))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    tapestry = woven(list(page), request.user)
    context = {"search": search, "wanted": wanted, "page": page, "tapestry": tapestry}
    return render(request, "showcase/atlas.html", context)
