"""What people say of a proposal, and what whoever facilitates does with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tresse.decisions import actions, forms, queries, rules
from tresse.decisions.rounds import round_of
from tresse.decisions.views.sheet import GESTURES, sheet
from tresse.ui.answers import refused, show_refusal, typed


@require_POST
def say(request: HttpRequest, slug: str, number: int, gesture: str) -> HttpResponse:
    """A question, a reaction, an amendment, a consent, an objection, or that one's objection stands no longer."""
    if gesture not in GESTURES:
        raise Http404
    proposal = queries.entered_proposal(request.user, slug, number)
    declared = GESTURES[gesture]
    form = declared.form(request.POST, proposal=proposal, name=gesture)
    if form.is_valid():
        try:
            declared.act(proposal, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            show_refusal(form, error)
        else:
            messages.success(request, declared.thanks)
            return redirect(proposal)
    page = sheet(proposal, request.user, door=proposal.get_absolute_url(), **{gesture: form})
    return refused(request, "decisions/proposal.html", page)


@require_POST
def answer(request: HttpRequest, slug: str, number: int, question: int) -> HttpResponse:
    """Answer a question, for everybody to read."""
    proposal = queries.entered_proposal(request.user, slug, number)
    asked = get_object_or_404(proposal.clarifications.all(), pk=question)
    form = forms.AnswerForm(request.POST)
    if form.is_valid():
        actions.answer(asked, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Your answer is there for everybody."))
        return redirect(proposal)
    page = sheet(proposal, request.user, door=proposal.get_absolute_url())
    page |= {"answer": form, "answering": asked}
    return refused(request, "decisions/proposal.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def hold_round(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The round of a session on one page: every decider, and what they say."""
    proposal = queries.entered_proposal(request.user, slug, number)
    rules.holding_round(request.user, proposal).require()
    standing = round_of(proposal)
    form = forms.RoundForm.of(standing, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_round(proposal, version=form.version, said=form.news, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("The round is noted."))
            return redirect("decisions:round", slug, number)
    page = {
        "community": proposal.community,
        "tab": "decisions",
        "proposal": proposal,
        "round": standing,
        "form": form,
        "may_adopt": rules.adopting(request.user, proposal, standing),
    }
    return (refused if request.method == "POST" else render)(request, "decisions/round.html", page)


@require_POST
def step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The step is over, the next one begins."""
    proposal = queries.entered_proposal(request.user, slug, number)
    moved = actions.move_on(proposal, by=request.user)
    messages.success(request, _("The next step begins: %(step)s.") % {"step": moved.get_step_display()})
    return redirect(proposal)


@require_POST
def facilitation(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Facilitate it from now on."""
    proposal = queries.entered_proposal(request.user, slug, number)
    actions.take_up(proposal, by=request.user)
    messages.success(request, _("You now facilitate this proposal."))
    return redirect(proposal)


@require_POST
def days(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was for a session goes on over days."""
    proposal = queries.entered_proposal(request.user, slug, number)
    actions.continue_over_days(proposal, by=request.user)
    messages.success(request, _("From now on each speaks at their own pace, until the deadline."))
    return redirect(proposal)


@require_POST
def adoption(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Nothing is missing any more: it enters the register."""
    proposal = queries.entered_proposal(request.user, slug, number)
    form = forms.OutcomeForm(request.POST)
    if not form.is_valid():
        page = sheet(proposal, request.user, door=proposal.get_absolute_url())
        return refused(request, "decisions/proposal.html", page | {"outcome": form})
    decision = actions.adopt(proposal, by=request.user, **form.cleaned_data)
    messages.success(request, _("Adopted. The decision is in the register."))
    return redirect(decision)


@require_POST
def withdrawal(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take one's proposal back."""
    proposal = queries.entered_proposal(request.user, slug, number)
    form = forms.OutcomeForm(request.POST, auto_id="taken_back_%s")
    if not form.is_valid():
        page = sheet(proposal, request.user, door=proposal.get_absolute_url())
        return refused(request, "decisions/proposal.html", page | {"taking_back": form})
    actions.withdraw(proposal, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your proposal is taken back. It stays readable."))
    return redirect(proposal)
