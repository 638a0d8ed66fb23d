"""Verifying an attestation: for whoever was given its code."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tresse.ui.answers import refused
from tresse.value.content import canonical, digest_of
from tresse.value.forms import CodeForm
from tresse.value.models import Attestation
from tresse.value.reading import reading
from tresse.value.seal import is_sealed, public_key


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where one types the code printed on an attestation; and the key that verifies all of them."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    found = form.is_valid() and Attestation.objects.filter(code=form.cleaned_data["code"]).first()
    if found:
        return redirect(found)
    page = {"form": form, "public_key": public_key(), "unknown": form.is_bound and form.is_valid()}
    return (refused if form.is_bound else render)(request, "value/verify.html", page)


@login_not_required
@never_cache
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Whether it is valid, and what it says; once withdrawn, that it is, and nothing more."""
    attestation = get_object_or_404(Attestation, code=code.lower())
    sealed = canonical(attestation.content)
    is_exact = digest_of(attestation.content) == attestation.digest
    page = {
        "attestation": attestation,
        "is_valid": is_exact and is_sealed(sealed, attestation.signature, attestation.public_key),
        "said": None if attestation.withdrawn_at else reading(attestation.content),
    }
    response = render(request, "value/attestation.html", page)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
