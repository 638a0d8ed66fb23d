"""« Un document original faisant l'objet d'un véritable échange pratique » (founding text, principle 4)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tresse.confidence.models import Attribution
from tresse.core.dates import date_format
from tresse.core.rulings import Ruling, first_refusal, granted
from tresse.documents.models import Document
from tresse.documents.queries import Trace, trace_of
from tresse.library.content import attribution_of, snapshot
from tresse.library.rules import publishing_as_shown
from tresse.principles.gate import Condition, Gate

ORGANISATIONS = 3
SESSIONS = 2


def gate(trace: Trace) -> Gate:
    """What a document must have lived before it leaves (P3). The software shows the trace; the group declares."""
    return Gate(
        [
            _from_several_organisations(trace),
            _from_dated_sessions(trace),
            _reread_by_others(trace),
            _remarks_answered(trace),
            _words_authorised(trace),
            _declared_original(trace),
            _borrowings_told(trace),
        ]
    )


def publishing(person: Any, document: Document, terms: dict[str, Any]) -> Ruling:
    """A document leaves when its gate is open, exactly as both people read it (P3, E4)."""
    trace = trace_of(document)
    shot = snapshot(trace)
    latest = document.publications.filter(withdrawn_at=None, replaced_at=None).values_list("digest", flat=True)
    return first_refusal(
        gate(trace).ruling, publishing_as_shown(shot, terms), saying_something_new(latest.first(), shot.digest)
    )


def saying_something_new(latest: str | None, digest: str) -> Ruling:
    """The same words are not published twice: a new version says something else. Both are digests."""
    if latest == digest:
        return Ruling(_("This is what the latest version already says: there is nothing new to publish."))
    return granted


def advice(trace: Trace) -> list[str]:
    """What its objective hopes for, and what may give somebody away. The group decides what to do with it."""
    objective = trace.document.cycle.strand.objective
    kinds = [block.kind_key for block in trace.blocks]
    hoped = [hope for hope in objective.hopes if sum(kind in hope.kinds for kind in kinds) < hope.at_least]
    return [str(hope.sentence) for hope in hoped] + _names_to_look_at(trace)


def _from_several_organisations(trace: Trace) -> Condition:
    lacking = ORGANISATIONS - len(trace.sides)
    return Condition(
        _("Blocks come from three organisations or more"),
        lacking <= 0,
        ngettext(
            "Blocks from one more organisation are needed (a person without an organisation counts as one).",
            "Blocks from %(count)s more organisations are needed (a person without an organisation counts as one).",
            max(lacking, 1),
        )
        % {"count": lacking},
        _writing(trace),
        _("Invite others to write"),
        trace=sorted(trace.sides.values()),
    )


def _from_dated_sessions(trace: Trace) -> Condition:
    lacking = SESSIONS - len(trace.sources)
    return Condition(
        _("At least two sessions that took place are its sources"),
        lacking <= 0,
        ngettext(
            "Say of the blocks which session they come from: one more session that took place is needed.",
            "Say of the blocks which session they come from: %(count)s sessions that took place are needed.",
            max(lacking, 1),
        )
        % {"count": lacking},
        _writing(trace),
        _("Link the blocks to their sessions"),
        trace=[f"{source.name}, {date_format(source.on)}" for source in trace.sources],
    )


def _reread_by_others(trace: Trace) -> Condition:
    rereaders = trace.rereadings
    return Condition(
        _("Somebody who did not write it has reread it"),
        bool(rereaders),
        _("Nobody but those who wrote it has read it whole yet: give it to reread."),
        _rereading(trace),
        _("Give it to reread"),
        trace=[
            ngettext("%(count)s person has reread it", "%(count)s people have reread it", len(rereaders))
            % {"count": len(rereaders)}
        ]
        if rereaders
        else [],
    )


def _remarks_answered(trace: Trace) -> Condition:
    waiting = trace.unanswered
    answered = len(trace.remarks) - len(waiting)
    return Condition(
        _("Every remark has its answer"),
        not waiting,
        ngettext("One remark waits for its answer.", "%(count)s remarks wait for their answer.", len(waiting))
        % {"count": len(waiting)},
        _rereading(trace, f"#b{waiting[0].block_id}" if waiting else ""),
        _("Answer the remarks"),
        trace=[ngettext("%(count)s remark answered", "%(count)s remarks answered", answered) % {"count": answered}]
        if answered
        else [],
    )


def _words_authorised(trace: Trace) -> Condition:
    waiting = trace.waiting
    given = len(trace.quotations) - len(waiting)
    return Condition(
        _("Each person quoted has authorised these very words for everyone"),
        not waiting,
        ngettext(
            "One quotation waits for the authorisation of whoever said it, or its words have changed since.",
            "%(count)s quotations wait for the authorisation of whoever said them, or their words have changed since.",
            len(waiting),
        )
        % {"count": len(waiting)},
        _writing(trace, waiting[0].pk if waiting else None),
        _("Ask for the authorisations"),
        trace=[
            ngettext("%(count)s authorisation given", "%(count)s authorisations given", given) % {"count": given}
        ]
        if given
        else [],
    )


def _declared_original(trace: Trace) -> Condition:
    document = trace.document
    on = document.original_declared_at
    return Condition(
        _("It is declared original"),
        on is not None,
        _("Declare that the group made it, and that what is borrowed says so."),
        _rereading(trace, "#original"),
        _("Declare it original"),
        trace=[_("Declared on %(date)s") % {"date": date_format(timezone.localdate(on))}] if on else [],
    )


def _borrowings_told(trace: Trace) -> Condition:
    borrowed = trace.borrowed
    untold = [block for block in borrowed if not block.borrowed_licence.strip()]
    return Condition(
        _("What is borrowed says from where, and under which licence"),
        not untold,
        _("A borrowed block does not say its licence."),
        _writing(trace, untold[0].pk if untold else None),
        _("Say the licence"),
        trace=[
            ngettext("%(count)s borrowed block", "%(count)s borrowed blocks", len(borrowed))
            % {"count": len(borrowed)}
        ]
        if borrowed
        else [],
    )


def _names_to_look_at(trace: Trace) -> list[str]:
    """Somebody quoted under another name than theirs is named in so many words elsewhere (S4)."""
    discreet = [block for block in trace.quotations if attribution_of(block) not in ("", Attribution.NAMED)]
    names = {block.asked.name for block in discreet if block.asked}
    places = [
        number
        for number, block in enumerate(trace.blocks, start=1)
        if any(name and name.casefold() in f"{block.title} {block.body}".casefold() for name in names)
    ]
    return [
        _(
            "Block %(number)s names somebody who is quoted elsewhere without their name: make sure it gives nobody away."
        )
        % {"number": number}
        for number in places
    ]


def _writing(trace: Trace, block_id: int | None = None) -> str:
    """Where one writes it, at a block or at the first one."""
    return f"{trace.document.get_absolute_url()}#{f'b{block_id}' if block_id else 'blocks'}"


def _rereading(trace: Trace, place: str = "") -> str:
    """Where one rereads it, answers, and declares it original."""
    document = trace.document
    return reverse("documents:rereading", args=[document.community.slug, document.pk]) + place
