"""Reading again what others wrote: remarks, answers, declarations."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tresse.documents import actions, queries, rules
from tresse.documents.forms import AnswerForm, RemarkForm, RereadingForm
from tresse.documents.models import Document, Remark
from tresse.documents.queries import ReadBlock
from tresse.documents.views.documents import about
from tresse.guests.queries import guests_here
from tresse.ui.answers import refused

Forms = dict[str, RemarkForm | AnswerForm]


def rereading(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The whole document with its remarks, and where the rereading stands."""
    document = queries.document_inside(request.user, slug, pk)
    return render(request, "documents/rereading.html", _page(request, document))


@require_POST
def opening(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Gives it to reread."""
    document = queries.document_for(request.user, slug, pk)
    actions.open_rereading(document, by=request.user)
    messages.success(request, _("Everybody inside is told, and those quoted are asked for their authorisation."))
    return redirect("documents:rereading", slug, pk)


@require_POST
def declaration(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Somebody says they have reread it whole."""
    document = queries.document_inside(request.user, slug, pk)
    form = RereadingForm(request.POST)
    if not form.is_valid():
        return _again(request, document, rereading_form=form)
    actions.declare_reread(document, by=request.user, word=form.cleaned_data["word"])
    messages.success(request, _("Thank you: your rereading counts."))
    return redirect("documents:rereading", slug, pk)


@require_POST
def originality(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Declares it original, with the sources and licences of what it borrows."""
    document = queries.document_for(request.user, slug, pk)
    actions.declare_original(document, by=request.user)
    return redirect("documents:rereading", slug, pk)


@require_POST
def remarks(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    """Adds a remark to a block."""
    document = queries.document_inside(request.user, slug, pk)
    block = get_object_or_404(document.blocks.kept(), pk=block_pk)
    form = RemarkForm(request.POST, prefix=f"b{block.pk}")
    if not form.is_valid():
        return _again(request, document, wrong={f"b{block.pk}": form})
    actions.add_remark(block, text=form.cleaned_data["text"], by=request.user)
    return redirect(_at(document, block.pk))


@require_POST
def remark_answer(request: HttpRequest, slug: str, pk: int, remark_pk: int) -> HttpResponse:
    """Answers a remark."""
    document = queries.document_inside(request.user, slug, pk)
    remark = get_object_or_404(Remark.objects.select_related("by"), block__document=document, pk=remark_pk)
    form = AnswerForm(request.POST, prefix=f"r{remark.pk}")
    if not form.is_valid():
        return _again(request, document, wrong={f"r{remark.pk}": form})
    actions.answer_remark(remark, answer=form.cleaned_data["answer"], by=request.user)
    return redirect(_at(document, remark.block_id))


def _page(request: HttpRequest, document: Document, wrong: Forms | None = None, **shown: Any) -> dict[str, Any]:
    """`wrong` are the forms that came back, by prefix, with what was typed."""
    trace = queries.traces_of([document])[document.pk]
    may = rules.on_document(request.user, document)
    return about(document) | {
        "trace": trace,
        "lines": [
            _line(request, read, wrong or {}) for read in queries.blocks_for(request.user, trace, inside=True)
        ],
        "may": may,
        "guests": guests_here(document),
        "may_invite_guest": may.remark,
        "rereading_form": shown.get("rereading_form") or RereadingForm(),
    }


def _line(request: HttpRequest, read: ReadBlock, wrong: Forms) -> dict[str, Any]:
    """A block, its remarks each with the form that answers it, and the form for a new one."""
    key = f"b{read.block.pk}"
    return {
        "block": read.block,
        "names_people": read.names_people,
        "form": wrong.get(key) or RemarkForm(prefix=key),
        "remarks": [
            {
                "remark": remark,
                "may_answer": rules.answerable(request.user, remark),
                "form": wrong.get(f"r{remark.pk}") or AnswerForm(prefix=f"r{remark.pk}"),
            }
            for remark in read.block.remarks.all()
        ],
    }


def _again(request: HttpRequest, document: Document, **came_back: Any) -> HttpResponse:
    return refused(request, "documents/rereading.html", _page(request, document, **came_back))


def _at(document: Document, block_pk: int) -> str:
    return f"{reverse('documents:rereading', args=[document.community.slug, document.pk])}#b{block_pk}"
