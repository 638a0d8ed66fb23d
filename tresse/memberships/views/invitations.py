from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.accounts import entrance
from tresse.memberships import actions, rules
from tresse.memberships.forms import OrganisationForm
from tresse.memberships.models import Invitation


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link reads who invites them to what; answering takes an account at that address."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("community", "invited_by__person", "invited_by__organisation"),
        token=token,
    )
    if not request.user.is_authenticated and invitation.is_waiting():
        entrance.let_in(request, email=invitation.email, name=invitation.name)
    may_accept = rules.accepting(request.user, invitation) if request.user.is_authenticated else None
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and may_accept is not None and form.is_valid():
        actions.accept_invitation(invitation, by=request.user, organisation=form.chosen_organisation())
        messages.success(request, _("Your place is kept. Read the charter: signing it opens the door."))
        return redirect("charters:charter", invitation.community.slug)
    page = {"invitation": invitation, "community": invitation.community, "form": form, "may_accept": may_accept}
    response = render(request, "memberships/invitation.html", page, status=422 if form.is_bound else 200)
    response["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_POST
def decline(request: HttpRequest, token: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation, token=token)
    actions.decline_invitation(invitation)
    return redirect("memberships:invitation", token)
