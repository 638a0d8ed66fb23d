"""How those who welcome answer a request."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.ui.answers import refused
from tresse.welcome import actions, rules
from tresse.welcome.forms import LaterForm, RefusalForm
from tresse.welcome.queries import visible_request
from tresse.welcome.views.requests import page_of


@require_POST
def welcome(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    membership = actions.welcome(visible_request(request.user, slug, number), by=request.user)
    messages.success(
        request, _("%(who)s is welcomed: they read the charter, and sign it to be inside.") % {"who": membership}
    )
    return redirect("welcome:request", slug, number)


@require_POST
def put_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = visible_request(request.user, slug, number)
    form = LaterForm(request.POST)
    if form.is_valid():
        ruling = rules.putting_off(request.user, found, form.cleaned_data["until"])
        if ruling or not rules.answering(request.user, found):
            actions.put_off(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("They are told the day. That day the request comes back here by itself."))
            return redirect(found)
        form.add_error("until", str(ruling.reason))
    rules.answering(request.user, found).require()
    return refused(request, "welcome/request.html", page_of(request, found, later_form=form))


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask to refuse, with a reason and an alternative; somebody of another organisation confirms (O3, E4)."""
    found = visible_request(request.user, slug, number)
    rules.answering(request.user, found).require()
    form = RefusalForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            act = actions.ask_to_refuse(found, by=request.user, **form.cleaned_data)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("memberships:act", slug, act.pk)
    page = {"community": found.community, "tab": "members", "found": found, "form": form}
    return render(request, "welcome/refuse.html", page, status=422 if form.is_bound else 200)
