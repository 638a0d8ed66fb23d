"""The two pages the foot of every page leads to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we hold to so that everybody can use these pages, and whom to tell when one cannot."""
    return render(request, "ui/accessibility.html")


@login_not_required
def source(request: HttpRequest) -> HttpResponse:
    """Tresse is free software: what that gives to whoever uses this site (AGPL, section 13)."""
    return render(request, "ui/source.html")
