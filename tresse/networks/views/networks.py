from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tresse.networks import actions, rules
from tresse.networks.forms import NetworkForm
from tresse.networks.models import Network


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What a steward keeps: the network's own page and its organisations. Nothing from inside a community (S6)."""
    rules.keeping(request.user).require()
    return render(request, "networks/network.html")


@login_not_required
@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/charter.html")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    rules.keeping(request.user).require()
    network = get_object_or_404(Network)
    form = NetworkForm(request.POST or None, instance=network)
    if request.method == "POST" and form.is_valid():
        actions.change_network(network, by=request.user, **form.cleaned_data)
        messages.success(request, _("The network's page is kept."))
        return redirect("networks:network")
    return render(request, "networks/edit.html", {"form": form}, status=422 if form.is_bound else 200)
