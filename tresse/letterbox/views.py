"""What somebody reads when our mails to them come back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tresse.accounts.models import Person
from tresse.core import unreached


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest) -> HttpResponse:
    """Why mails come back, and a button that says that the address works again."""
    assert isinstance(request.user, Person)  # whoever has signed in
    if request.method == "POST":
        unreached.try_again(request.user.email)
        messages.success(request, _("Thank you: mails leave for you again."))
        return redirect("letterbox:returned")
    return render(request, "letterbox/returned.html", {"known": unreached.known(request.user.email)})
