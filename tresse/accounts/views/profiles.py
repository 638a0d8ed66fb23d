"""What somebody says about themselves, changed by them alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from tresse.accounts.forms import ProfileForm
from tresse.ui.answers import refused, typed


def edit(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(typed(request), instance=request.user)
    if form.is_valid():
        person = form.save()
        with translation.override(person.language):
            messages.success(request, _("Kept."))
        return redirect("accounts:profile")
    answer = refused if form.is_bound else render
    return answer(request, "accounts/profile.html", {"form": form})
