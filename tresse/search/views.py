"""One box: what answers it, and what may answer it while it is being typed."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tresse.search.finding import find, suggest
from tresse.search.forms import SearchForm


@require_safe
@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """What this person may see that answers the question, ten pages at a time."""
    form = SearchForm(request.GET)
    found = find(request.user, form.question(request.user), form.page_number)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "found": found,
        "asked": asked.urlencode(),
        "everywhere": f"?{urlencode({'q': found.question.words})}",
    }
    return render(request, "search/search.html", context)


@require_safe
@login_not_required
def suggestions(request: HttpRequest) -> HttpResponse:
    """A few pages for what is being typed; nothing when there are none."""
    question = SearchForm(request.GET).question(request.user)
    results = suggest(request.user, question)
    return render(request, "search/suggestions.html", {"results": results}) if results else HttpResponse()
