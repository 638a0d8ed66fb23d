from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.library import queries
from tresse.library.forms import SearchForm

ON_A_PAGE = 24


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything the communities published, the latest first."""
    form = SearchForm(request.GET or None)
    search = SearchForm(request.GET).search() if request.GET else queries.Search()
    shelf = Paginator(queries.found(request.user, search), ON_A_PAGE).get_page(request.GET.get("page"))
    page = {"form": form, "search": search, "shelf": shelf, "asked": _asked(request)}
    return render(request, "library/library.html", page)


def _asked(request: HttpRequest) -> str:
    """The search as part of an address, to go from page to page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
