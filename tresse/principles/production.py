"""« Un document original faisant l'objet d'un véritable échange pratique » (founding text, principle 4)."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.documents.models import Document
from tresse.library.content import snapshot
from tresse.library.material import Material, material_of
from tresse.library.rules import publishing_as_shown
from tresse.memberships.models import Membership
from tresse.principles.gate import Condition, Gate

ORGANISATIONS = 3
SESSIONS = 2


def gate(document: Document) -> Gate:
    """What a document must have lived before it leaves (P3). The software shows the trace; the group declares."""
    return gate_of(material_of(document))


def gate_of(material: Material) -> Gate:
    """The same, of a document already read whole."""
    return Gate(
        [
            _from_several_organisations(material),
            _from_dated_sessions(material),
            _reread_by_others(material),
            _remarks_answered(material),
            _words_authorised(material),
            _declared_original(material),
            _borrowings_told(material),
        ]
    )


def publishing(person: Any, document: Document, terms: dict[str, Any]) -> Ruling:
    """A document leaves when its gate is open, exactly as both people read it (P3, E4)."""
    material = material_of(document)
    shot = snapshot(material)
    return first_refusal(
        gate_of(material).ruling, publishing_as_shown(shot, terms), something_new(document, shot.digest)
    )


def something_new(document: Document, digest: str) -> Ruling:
    """The same words are not published twice: a new version says something else."""
    latest = document.publications.order_by("-version").first()
    if latest and latest.withdrawn_at is None and latest.digest == digest:
        return Ruling(_("This is what the latest version already says: there is nothing new to publish."))
    return granted


def advice(material: Material) -> list[str]:
    """What its objective hopes for, and what may give somebody away. The group decides what to do with it."""
    objective = material.document.cycle.strand.objective
    kinds = [block.kind_key for block in material.blocks]
    hoped = [hope for hope in objective.hopes if sum(kind in hope.kinds for kind in kinds) < hope.at_least]
    return [str(hope.sentence) for hope in hoped] + _names_to_look_at(material)


def _from_several_organisations(material: Material) -> Condition:
    bringers = [material.bringer_of(block) for block in material.blocks]
    sides = {bringer.side: _whence(bringer) for bringer in bringers}
    lacking = ORGANISATIONS - len(sides)
    return Condition(
        _("Blocks come from three organisations or more"),
        lacking <= 0,
        ngettext(
            "Blocks from one more organisation are needed (a person without an organisation counts as one).",
            "Blocks from %(count)s more organisations are needed (a person without an organisation counts as one).",
            max(lacking, 1),
        )
        % {"count": lacking},
        _page(material, "blocks"),
        _("Invite others to write"),
        trace=sorted(sides.values()),
    )


def _from_dated_sessions(material: Material) -> Condition:
    sessions = sorted(set(material.sources.values()), key=lambda source: source.on)
    lacking = SESSIONS - len(sessions)
    return Condition(
        _("At least two sessions that took place are its sources"),
        lacking <= 0,
        ngettext(
            "Say of the blocks which session they come from: one more session that took place is needed.",
            "Say of the blocks which session they come from: %(count)s sessions that took place are needed.",
            max(lacking, 1),
        )
        % {"count": lacking},
        _page(material, "blocks"),
        _("Link the blocks to their sessions"),
        trace=[f"{source.name}, {date_format(source.on)}" for source in sessions],
    )


def _reread_by_others(material: Material) -> Condition:
    rereaders = material.rereaders
    return Condition(
        _("Somebody who did not write it has reread it"),
        bool(rereaders),
        _("Nobody who wrote no block has reread it whole yet: give it to reread."),
        _page(material, "rereading"),
        _("Give it to reread"),
        trace=[
            ngettext("%(count)s person has reread it", "%(count)s people have reread it", len(rereaders))
            % {"count": len(rereaders)}
        ]
        if rereaders
        else [],
    )


def _remarks_answered(material: Material) -> Condition:
    waiting = [remark for remark in material.remarks if remark.at is None]
    answered = len(material.remarks) - len(waiting)
    return Condition(
        _("Every remark has its answer"),
        not waiting,
        ngettext("One remark waits for its answer.", "%(count)s remarks wait for their answer.", len(waiting))
        % {"count": len(waiting)},
        _page(material, f"block-{waiting[0].block}" if waiting else "rereading"),
        _("Answer the remarks"),
        trace=[ngettext("%(count)s remark answered", "%(count)s remarks answered", answered) % {"count": answered}]
        if answered
        else [],
    )


def _words_authorised(material: Material) -> Condition:
    waiting = [block for block in material.quotations if not material.authorised(block)]
    given = len(material.quotations) - len(waiting)
    return Condition(
        _("Each person quoted has authorised these very words for everyone"),
        not waiting,
        ngettext(
            "One quotation waits for the authorisation of whoever said it, or its words have changed since.",
            "%(count)s quotations wait for the authorisation of whoever said them, or their words have changed since.",
            len(waiting),
        )
        % {"count": len(waiting)},
        _page(material, f"block-{waiting[0].pk}" if waiting else "blocks"),
        _("Ask for the authorisations"),
        trace=[
            ngettext("%(count)s authorisation given", "%(count)s authorisations given", given) % {"count": given}
        ]
        if given
        else [],
    )


def _declared_original(material: Material) -> Condition:
    document = material.document
    on = document.original_declared_at
    return Condition(
        _("It is declared original"),
        on is not None,
        _("Declare that the group made it, and that what is borrowed says so."),
        _page(material, "original"),
        _("Declare it original"),
        trace=[_("Declared on %(date)s") % {"date": date_format(timezone.localdate(on))}] if on else [],
    )


def _borrowings_told(material: Material) -> Condition:
    borrowed = [block for block in material.blocks if block.borrowed_from]
    untold = [block for block in borrowed if not block.borrowed_licence.strip()]
    return Condition(
        _("What is borrowed says from where, and under which licence"),
        not untold,
        _("A borrowed block does not say its licence."),
        _page(material, f"block-{untold[0].pk}" if untold else "blocks"),
        _("Say the licence"),
        trace=[
            ngettext("%(count)s borrowed block", "%(count)s borrowed blocks", len(borrowed))
            % {"count": len(borrowed)}
        ]
        if borrowed
        else [],
    )


def _names_to_look_at(material: Material) -> list[str]:
    """Somebody quoted under another name than theirs is named in so many words elsewhere (S4)."""
    discreet = [block for block in material.quotations if material.attribution_of(block) not in ("", "named")]
    names = {material.authorisations[block.pk].name for block in discreet}
    places = [
        number
        for number, block in enumerate(material.blocks, start=1)
        if any(name and name.casefold() in f"{block.title} {block.body}".casefold() for name in names)
    ]
    return [
        _(
            "Block %(number)s names somebody who is quoted elsewhere without their name: make sure it gives nobody away."
        )
        % {"number": number}
        for number in places
    ]


def _whence(membership: Membership) -> str:
    return str(membership.organisation or _("%(person)s, without an organisation") % {"person": membership.person})


def _page(material: Material, anchor: str) -> str:
    return f"{material.document.get_absolute_url()}#{anchor}"
