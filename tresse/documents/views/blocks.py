"""Writing: a block is added, saved, moved, taken out, put back; what one types is kept meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tresse.core.differences import compare
from tresse.core.prose import readable
from tresse.documents import actions, queries, rules
from tresse.documents.actions import Conflict
from tresse.documents.forms import LONGEST_DRAFT, BlockForm
from tresse.documents.kinds import KINDS
from tresse.documents.models import Block, Document
from tresse.documents.views.documents import about, page_of
from tresse.memberships.models import Membership
from tresse.memberships.queries import place_of
from tresse.ui.answers import answer, kept, not_kept, refused, typed

DRAFTED = ("title", "body", "source", "brought_by", "quoted_person", "quoted_name", "quoted_email",
           "quoted_organisation", "link", "borrowed_from", "borrowed_licence", "once", "expected_revision")  # fmt: skip


def create(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """A new block of one kind."""
    document, writer = _writing(request, slug, pk)
    if kind not in KINDS:
        raise Http404
    draft = queries.draft_of(request.user, document)
    form = BlockForm(
        typed(request), document=document, kind=KINDS[kind], writer=writer, typed=_typed(request, draft)
    )
    if form.is_valid():
        block = actions.add_block(
            document,
            kind,
            body=form.cleaned_data["body"],
            once=form.cleaned_data["once"],
            at=_place(request),
            by=writer.person,
            **form.as_details(),
        )
        return redirect(_at(block))
    show = refused if form.is_bound else render
    return show(request, "documents/block.html", _form_page(document, form, draft))


def edit(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    """One block, as it is or as one was typing it; a conflict shows both texts."""
    document, writer = _writing(request, slug, pk)
    block = _block_of(document, block_pk)
    draft = queries.draft_of(request.user, document, block)
    form = BlockForm(
        typed(request),
        document=document,
        kind=block.kind,
        writer=writer,
        block=block,
        typed=_typed(request, draft, block),
    )
    if form.is_valid():
        return _save(request, document, block, form)
    show = refused if form.is_bound else render
    return show(request, "documents/block.html", _form_page(document, form, draft) | {"edited": block})


def history(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    """What a block said before, each time with who changed it. Whoever is inside reads it."""
    document = queries.document_inside(request.user, slug, pk)
    block = _block_of(document, block_pk)
    revisions = block.revisions.select_related("by__person")
    return render(request, "documents/history.html", about(document) | {"edited": block, "revisions": revisions})


@require_POST
def position(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    """One place up or down, or to a place."""
    block = _block(request, slug, pk, block_pk)
    to = request.POST.get("to", "")
    if to not in ("up", "down") and not to.isdecimal():
        raise Http404
    actions.move_block(block, to=to if to in ("up", "down") else int(to[:6]), by=request.user)
    return _blocks(request, block)


@require_POST
def removal(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    block = _block(request, slug, pk, block_pk)
    actions.remove_block(block, by=request.user)
    return _blocks(request, block, _("The block is taken out. It can be put back from the end of the document."))


@require_POST
def removal_undo(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    block = _block(request, slug, pk, block_pk)
    actions.put_block_back(block, by=request.user)
    return _blocks(request, block, _("The block is back where it was."))


@require_POST
def authorisation(request: HttpRequest, slug: str, pk: int, block_pk: int) -> HttpResponse:
    """Ask the person quoted."""
    block = _block(request, slug, pk, block_pk)
    actions.ask_for_words(block, by=request.user)
    return _blocks(request, block, _("The person quoted receives a mail with these exact words."))


@require_POST
def draft(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keeps what is being typed, for whoever types it alone."""
    document, writer = _writing(request, slug, pk)
    fields = {name: readable(request.POST[name]) for name in DRAFTED if name in request.POST}
    if sum(map(len, fields.values())) > LONGEST_DRAFT:
        return not_kept(_("This text is too long to be kept while you type. Cut it in two."))
    actions.keep_draft(document, fields=fields, block=_drafted_block(request, document), by=writer.person)
    return kept()


@require_POST
def draft_removal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throws away what was typed and not saved."""
    document, writer = _writing(request, slug, pk)
    block = _drafted_block(request, document)
    actions.drop_draft(document, block=block, by=writer.person)
    return redirect(_at(block) if block else document)


def _writing(request: HttpRequest, slug: str, pk: int) -> tuple[Document, Membership]:
    """The document, and the place of whoever writes it; 403 with a sentence for whoever reads it and may not."""
    document = queries.document_for(request.user, slug, pk)
    rules.writing(request.user, document).require()
    return document, place_of(request.user, document.community)


def _block(request: HttpRequest, slug: str, pk: int, block_pk: int) -> Block:
    """A block of the document at this address, and of no other."""
    return _block_of(queries.document_for(request.user, slug, pk), block_pk)


def _block_of(document: Document, block_pk: Any) -> Block:
    block = get_object_or_404(queries.in_full(document.blocks.all()), pk=block_pk)
    block.document = document
    return block


def _drafted_block(request: HttpRequest, document: Document) -> Block | None:
    block_pk = request.GET.get("block", "")
    if not block_pk:
        return None
    if not block_pk.isdecimal():
        raise Http404
    return _block_of(document, int(block_pk[:18]))


def _place(request: HttpRequest) -> int | None:
    place = request.GET.get("at", "")
    return int(place[:6]) if place.isdecimal() else None


def _typed(request: HttpRequest, draft: Any, block: Block | None = None) -> dict[str, Any]:
    """What one asked to begin from: what one was typing, what the block said before, what the person quoted proposes."""
    wanted = request.GET.get("from", "")
    if wanted == "draft" and draft:
        return dict(draft.fields)
    if block and wanted == "proposed" and block.asked:
        return {"body": block.asked.proposed or block.body}
    if block and wanted.isdecimal():
        before = get_object_or_404(block.revisions, number=int(wanted[:9]))
        return {"title": before.title, "body": before.body}
    return {}


def _save(request: HttpRequest, document: Document, block: Block, form: BlockForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        saved = actions.save_block(
            block,
            expected_revision=said["expected_revision"] or 0,
            body=said["body"],
            put_back=said["put_back"],
            by=request.user,
            **form.as_details(),
        )
    except Conflict as conflict:
        return _both_texts(request, document, form, conflict)
    return redirect(_at(saved))


def _both_texts(request: HttpRequest, document: Document, form: BlockForm, conflict: Conflict) -> HttpResponse:
    """The second to save reads both and chooses. Saving again then means saving over what is shown here."""
    theirs = conflict.theirs
    put_back = "on" if theirs.removed_at else ""
    form.data = form.data.dict() | {"expected_revision": theirs.revision, "put_back": put_back}  # type: ignore[attr-defined]
    context = about(document) | {
        "edited": theirs,
        "form": form,
        "changed": theirs.revisions.select_related("by__person").first(),
        "both": compare(theirs.body, conflict.body),
    }
    return render(request, "documents/conflict.html", context, status=409)


def _form_page(document: Document, form: BlockForm, draft: Any) -> dict[str, Any]:
    return about(document) | {"form": form, "kind": form.kind, "draft": None if form.is_bound else draft}


def _blocks(request: HttpRequest, block: Block, said: str = "") -> HttpResponse:
    """After a gesture on a block: the blocks anew for htmx, the page at this block for everybody else."""
    if said:
        messages.success(request, said)
    document = block.document
    context = page_of(request, document) | {"anew": True}
    return answer(request, "documents/document.html#blocks", context, to=_at(block))


def _at(block: Block) -> str:
    return f"{block.document.get_absolute_url()}#b{block.pk}"
