"""In the example network, and only there, one becomes anybody by a button."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tresse.accounts.models import Person
from tresse.demo.queries import the_cast

View = Callable[..., HttpResponse]


def in_the_example_only(view: View) -> View:
    """This page does not exist in a network of real people: `Network.is_example` is written by `tresse demo` alone."""

    @wraps(view)
    def found_or_not(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        network = request.network  # type: ignore[attr-defined]
        if not (network and network.is_example):
            raise Http404
        return view(request, *args, **kwargs)

    page: View = login_not_required(never_cache(found_or_not))
    return page


@in_the_example_only
@require_safe
def cast(request: HttpRequest) -> HttpResponse:
    """The people of the example, what each is, and a button to be them."""
    return render(request, "demo/cast.html", {"cast": the_cast()})


@in_the_example_only
@require_POST
def become(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign in as this person."""
    person = get_object_or_404(Person, pk=person_id, is_active=True)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
