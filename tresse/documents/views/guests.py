"""What somebody invited to reread sees and does, by the link they were mailed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tresse.documents import actions, queries, rules
from tresse.documents.forms import GuestRereadingForm, RemarkForm
from tresse.documents.models import Block
from tresse.guests.entrance import by_guest_link
from tresse.guests.models import Guest


def show(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The text, with in the margin one's own remarks and what was answered; called by the door of guests."""
    return render(request, "documents/guest.html", _page(guest))


@by_guest_link("document")
@require_POST
def remarks(request: HttpRequest, guest: Guest, block_pk: int) -> HttpResponse:
    """Adds a remark to a block."""
    block = queries.block_of_guest(guest, block_pk)
    form = RemarkForm(request.POST, prefix=f"b{block.pk}")
    if not form.is_valid():
        return _again(request, guest, wrong={block.pk: form})
    actions.add_guest_remark(block, text=form.cleaned_data["text"], guest=guest)
    return redirect(f"{guest.get_absolute_url()}#b{block.pk}")


@by_guest_link("document")
@require_POST
def rereading(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Says that one has reread it whole."""
    form = GuestRereadingForm(request.POST)
    if not form.is_valid():
        return _again(request, guest, form=form)
    actions.declare_guest_reread(guest.thing, guest=guest, **form.cleaned_data)
    return redirect(f"{guest.get_absolute_url()}#whole")


def _page(guest: Guest, wrong: dict[int, RemarkForm] | None = None, **shown: Any) -> dict[str, Any]:
    trace = queries.trace_of(guest.thing)
    return {
        "guest": guest,
        "document": trace.document,
        "lines": [
            {
                "block": read.block,
                "held_back": read.is_held_back,
                "remarks": _own_remarks(guest, read.block),
                "form": (wrong or {}).get(read.block.pk) or RemarkForm(prefix=f"b{read.block.pk}"),
            }
            for read in queries.blocks_for_guest(trace)
        ],
        "may_remark": rules.remarking_as_guest(guest, trace.document),
        "may_declare": rules.declaring_reread_as_guest(guest, trace.document),
        "done": guest.rereadings.first(),
        "form": shown.get("form") or GuestRereadingForm(),
    }


def _own_remarks(guest: Guest, block: Block) -> list[Any]:
    return [remark for remark in block.remarks.all() if remark.guest_id == guest.pk]


def _again(request: HttpRequest, guest: Guest, **came_back: Any) -> HttpResponse:
    return render(request, "documents/guest.html", _page(guest, **came_back), status=422)
