from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.networks import actions, rules
from tresse.networks.forms import OrganisationForm
from tresse.networks.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Every organisation people come from, and a form to add one."""
    rules.keeping(request.user).require()
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = actions.add_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": organisation})
        return redirect("networks:organisations")
    page = {"form": form, "organisations": Organisation.objects.all()}
    return render(request, "networks/organisations.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    rules.keeping(request.user).require()
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(organisation, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is changed.") % {"name": organisation})
        return redirect("networks:organisations")
    page = {"form": form, "organisation": organisation}
    return render(request, "networks/organisation.html", page, status=422 if form.is_bound else 200)
