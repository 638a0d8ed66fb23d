"""A document of the example: written block by block, authorised, reread, published by two."""

from tresse.confidence.actions import answer_authorisation
from tresse.confidence.models import Authorisation
from tresse.demo import plans, story
from tresse.demo.lives import Life
from tresse.documents import actions
from tresse.documents.models import Document, Licence
from tresse.lifecycle import publishing
from tresse.memberships import acts

# Days after it was given to reread.
REMARKS, ANSWERS = 2, 4


def tell(life: Life, cycle: int, plan: plans.DocumentPlan) -> None:
    """Put a document on the timeline."""
    on = life.timeline.on
    on(plan.begun, "15:00", _begin, life, cycle, plan)
    for number, block in enumerate(plan.blocks):
        written = plan.written if block.day is None else block.day
        on(written, f"{10 + number // 4}:{15 * (number % 4):02}", _write, life, (cycle, number), block)
        answered = plan.answered if block.answered is None else block.answered
        if block.speaker and not block.waiting and answered is not None:
            on(answered, "18:30", _authorise, life, (cycle, number), block)
    for draft in plan.drafts:
        on(-1, "20:00", _keep_draft, life, cycle, draft)
    if plan.given is not None:
        _tell_rereading(life, cycle, plan, plan.given)
    if plan.original:
        on(plan.original.day, "14:00", _declare_original, life, cycle, plan.original)
    if plan.published:
        on(plan.published.day, "16:00", _ask_to_publish, life, cycle, plan.published)
        on(plan.published.confirmed, "16:00", _confirm, life, cycle, plan.published)


def _tell_rereading(life: Life, cycle: int, plan: plans.DocumentPlan, given: int) -> None:
    on = life.timeline.on
    on(given, "09:00", _give_to_reread, life, cycle, plan)
    for number, block in enumerate(plan.blocks):
        if block.becomes:
            on(given + ANSWERS, "10:00", _rewrite, life, (cycle, number), block)
        for remark in block.remarks:
            on(given + REMARKS, "11:00", _remark, life, (cycle, number), remark)
            if remark.answer:
                on(given + ANSWERS, "11:00", _answer_remark, life, (cycle, number), remark)
    for rereading in plan.rereadings:
        day = rereading.day if rereading.day is not None else plan.reread
        assert day is not None
        on(day, "15:00", _declare_reread, life, cycle, rereading)


def _begin(life: Life, cycle: int, plan: plans.DocumentPlan) -> None:
    by = life.person(plan.by)
    document = actions.begin_document(life.cycles[cycle], title=plan.title, summary=plan.summary, by=by)
    life.documents[cycle] = actions.change_document(
        document,
        by=by,
        title=plan.title,
        summary=plan.summary,
        licence=Licence(plan.licence),
        language=story.LANGUAGE,
    )


def _write(life: Life, key: tuple[int, int], plan: plans.BlockPlan) -> None:
    by = life.person(plan.by)
    life.blocks[key] = actions.add_block(
        life.documents[key[0]],
        plan.kind,
        body=plan.body,
        by=by,
        **_details(life, key[0], plan),
    )
    if plan.speaker:
        actions.ask_for_words(life.blocks[key], by=by)


def _rewrite(life: Life, key: tuple[int, int], plan: plans.BlockPlan) -> None:
    block = life.blocks[key]
    actions.save_block(block, expected_revision=block.revision, body=plan.becomes, by=life.person(plan.by))


def _details(life: Life, cycle: int, plan: plans.BlockPlan) -> actions.Details:
    details = actions.Details(
        title=plan.title,
        source=life.sessions[cycle, plan.session].as_source(),
        borrowed_from=plan.borrowed_from,
        borrowed_licence=plan.borrowed_licence,
        link=plan.link,
    )
    if isinstance(plan.speaker, plans.Speaker):
        details["quoted_name"], details["quoted_email"] = plan.speaker.name, plan.speaker.email
        details["quoted_organisation"] = life.world.organisations.get(plan.speaker.organisation)
    elif plan.speaker:
        details["quoted_person"] = life.person(plan.speaker)
        details["quoted_organisation"] = life.home(plan.speaker)
    return details


def _authorise(life: Life, key: tuple[int, int], plan: plans.BlockPlan) -> None:
    """By the address mailed to the person alone, as somebody without an account does."""
    authorisation = Authorisation.objects.of(life.blocks[key]).current().get()
    answer_authorisation(
        authorisation,
        granted=True,
        attribution=plan.named,
        role=plan.shown,
        organisation=plan.shown,
        token=authorisation.token,
    )


def _keep_draft(life: Life, cycle: int, plan: plans.DraftPlan) -> None:
    fields = {"kind": plan.kind, "title": plan.title, "body": plan.body}
    actions.keep_draft(life.documents[cycle], fields=fields, by=life.person(plan.by))


def _give_to_reread(life: Life, cycle: int, plan: plans.DocumentPlan) -> None:
    actions.open_rereading(life.documents[cycle], by=life.person(plan.by))


def _remark(life: Life, key: tuple[int, int], plan: plans.RemarkPlan) -> None:
    actions.add_remark(life.blocks[key], text=plan.text, by=life.person(plan.by))


def _answer_remark(life: Life, key: tuple[int, int], plan: plans.RemarkPlan) -> None:
    remark = life.blocks[key].remarks.get(text=plan.text)
    actions.answer_remark(remark, answer=plan.answer, by=life.person(plan.answered_by))


def _declare_reread(life: Life, cycle: int, plan: plans.RereadingPlan) -> None:
    actions.declare_reread(life.documents[cycle], by=life.person(plan.by), word=plan.word)


def _declare_original(life: Life, cycle: int, plan: plans.SealPlan) -> None:
    actions.declare_original(life.documents[cycle], by=life.person(plan.by))


def _ask_to_publish(life: Life, cycle: int, plan: plans.PublishingPlan) -> None:
    publishing.ask_to_publish(_read(life, cycle), by=life.person(plan.by))


def _confirm(life: Life, cycle: int, plan: plans.PublishingPlan) -> None:
    act = acts.waiting_for("document.publishing", _read(life, cycle))
    assert act is not None
    acts.confirm(act, by=life.person(plan.confirmed_by))


def _read(life: Life, cycle: int) -> Document:
    """The document as it is now."""
    return Document.objects.get(pk=life.documents[cycle].pk)
