"""What one takes along of the documents: blocks, texts, remarks, rereadings (S8)."""

from django.utils.translation import gettext as _

from tresse.core.own_data import OwnData
from tresse.documents.models import Block, BlockDraft, BlockRevision, Remark, Rereading
from tresse.memberships.models import Membership


def blocks(membership: Membership) -> OwnData:
    """The blocks I brought, as they are at present."""
    brought = (
        Block.objects.filter(brought_by=membership).select_related("document").order_by("document", "position")
    )
    rows = [
        {
            _("document"): block.document.title,
            _("kind"): str(block.kind.name),
            _("title"): block.title,
            _("text"): block.body,
            _("taken out on"): block.removed_at,
        }
        for block in brought
    ]
    return OwnData(_("The blocks I brought"), rows)


def texts(membership: Membership) -> OwnData:
    """Every text of a block I wrote, those since changed by others included."""
    wrote = BlockRevision.objects.filter(by=membership).select_related("block__document").order_by("at", "pk")
    rows = [
        {
            _("document"): revision.block.document.title,
            _("on"): revision.at,
            _("title"): revision.title,
            _("text"): revision.body,
        }
        for revision in wrote
    ]
    return OwnData(_("The texts I wrote"), rows)


def drafts(membership: Membership) -> OwnData:
    """What I was typing and have not saved."""
    kept = BlockDraft.objects.filter(by=membership).select_related("document").order_by("kept_at")
    rows = [
        {_("document"): draft.document.title, _("on"): draft.kept_at, _("text"): draft.fields.get("body", "")}
        for draft in kept
    ]
    return OwnData(_("What I was typing"), rows)


def remarks(membership: Membership) -> OwnData:
    """The remarks I made."""
    made = Remark.objects.filter(by=membership).select_related("block__document").order_by("made_at")
    rows = [
        {
            _("document"): remark.block.document.title,
            _("on"): remark.made_at,
            _("my remark"): remark.text,
            _("answer"): remark.answer,
        }
        for remark in made
    ]
    return OwnData(_("My remarks"), rows)


def answers(membership: Membership) -> OwnData:
    """My answers to the remarks of others."""
    given = Remark.objects.filter(answered_by=membership).select_related("block__document").order_by("answered_at")
    rows = [
        {_("document"): remark.block.document.title, _("on"): remark.answered_at, _("my words"): remark.answer}
        for remark in given
    ]
    return OwnData(_("My answers to remarks"), rows)


def rereadings(membership: Membership) -> OwnData:
    """The documents I reread whole."""
    done = Rereading.objects.filter(by=membership).select_related("document").order_by("done_at")
    rows = [
        {_("document"): reading.document.title, _("on"): reading.done_at, _("what I take from it"): reading.word}
        for reading in done
    ]
    return OwnData(_("The documents I reread"), rows)
