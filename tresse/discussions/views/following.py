"""Receiving the messages of a conversation by mail, or no more of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tresse.discussions import actions, queries


@require_POST
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Follow, or stop."""
    thread = queries.thread_for(request.user, slug, number)
    if request.POST.get("follows") == "no":
        actions.stop_following(thread, by=request.user)
    else:
        actions.follow(thread, by=request.user)
    return redirect(thread)
