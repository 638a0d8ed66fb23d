"""One's own attestations: for the person they are about, and nobody else (S6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tresse.accounts.models import Person
from tresse.ui.answers import refused, typed
from tresse.value import actions, typesetting
from tresse.value.content import content_for
from tresse.value.forms import AttestingForm
from tresse.value.models import Attestation
from tresse.value.queries import cycles_lived
from tresse.value.reading import reading


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The attestations one made, and the cycles one may have attested."""
    made = Attestation.objects.visible_to(request.user).select_related("cycle__strand__community")
    page = {"attestations": made, "cycles": cycles_lived(request.user)}
    return render(request, "value/attestations.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, cycle_id: int) -> HttpResponse:
    """What it would say, before it is made."""
    assert isinstance(request.user, Person)  # whoever has signed in
    cycle = get_object_or_404(cycles_lived(request.user), pk=cycle_id)
    form = AttestingForm(typed(request), initial={"language": request.user.language})
    if form.is_valid():
        actions.attest(cycle, by=request.user, **form.cleaned_data)
        messages.success(
            request, _("Your attestation is made. Only those to whom you give it know that it exists.")
        )
        return redirect("value:attestations")
    content = content_for(request.user, cycle, preparation_hours=0, with_what_was_brought=True)
    page = {"cycle": cycle, "form": form, "said": reading(content)}
    return (refused if form.is_bound else render)(request, "value/new.html", page)


@never_cache
@require_safe
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The attestation on paper."""
    attestation = get_object_or_404(Attestation.objects.visible_to(request.user), code=code, withdrawn_at=None)
    response = HttpResponse(typesetting.pdf_of(attestation), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="attestation-{attestation.code}.pdf"'
    return response


@require_POST
def withdrawal(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraws it."""
    attestation = get_object_or_404(Attestation.objects.visible_to(request.user), code=code)
    actions.withdraw(attestation, by=request.user)
    messages.success(request, _("It is withdrawn: its address says so from now on, and nothing of what it said."))
    return redirect("value:attestations")
