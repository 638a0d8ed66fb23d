"""What a community of the example reads, and why."""

from tresse.demo import plans
from tresse.demo.lives import Life
from tresse.resources import actions
from tresse.resources.csl import Found, Name


def tell(life: Life) -> None:
    """Put the watch of a community on the timeline."""
    for plan in life.plan.references:
        life.timeline.on(plan.day, "13:15", _bring, life, plan)


def _bring(life: Life, plan: plans.ReferencePlan) -> None:
    within = {"container-title": plan.within, "publisher": plan.publisher}
    found = Found(
        title=plan.title,
        kind=plan.kind,
        authors=tuple(_name(author) for author in plan.authors),
        issued=plan.year,
        link=plan.link,
        abstract=plan.abstract,
        language=plan.language,
        tags=tuple(plan.tags),
        details={name: said for name, said in within.items() if said},
    )
    reference = actions.bring(life.community, found, by=life.person(plan.by), why=plan.why)
    for who, text in plan.notes.items():
        actions.note(reference, text=text, by=life.person(who))
    if plan.audience != reference.audience:
        actions.show_to(reference, audience=plan.audience, by=life.person(plan.by))


def _name(author: str) -> Name:
    """« Nom, prénom », or an organisation."""
    family, comma, given = author.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": author}
