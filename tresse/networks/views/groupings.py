from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.networks import actions, rules
from tresse.networks.forms import ProgrammeForm, ThemeForm
from tresse.networks.models import Programme, Theme


@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme, and a form to add one."""
    rules.keeping(request.user).require()
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme = actions.add_programme(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": programme})
        return redirect("networks:programmes")
    page = {"form": form, "programmes": Programme.objects.all()}
    return render(request, "networks/programmes.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: HttpRequest) -> HttpResponse:
    """Every theme, and a form to add one."""
    rules.keeping(request.user).require()
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        theme = actions.add_theme(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s is added.") % {"name": theme})
        return redirect("networks:themes")
    page = {"form": form, "themes": Theme.objects.all()}
    return render(request, "networks/themes.html", page, status=422 if form.is_bound else 200)
