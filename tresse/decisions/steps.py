"""What one does at each step of a proposal, what one does not do yet, and an example: the method, taught as it is used."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tresse.decisions.models import Step


@dataclass(frozen=True)
class Lesson:
    title: str | Promise
    now: str | Promise
    not_now: str | Promise
    example: str | Promise


LESSONS: dict[str, Lesson] = {
    Step.CLARIFICATIONS: Lesson(
        _("Ask, to understand"),
        _("Ask what is not clear to you; whoever proposes answers, for everybody to read."),
        _("One does not say yet whether one likes it: a question that hides an opinion can wait."),
        _("“Does every second Tuesday hold in July too?”"),
    ),
    Step.REACTIONS: Lesson(
        _("Say how it sounds to you"),
        _("Say what you like, what worries you, what it calls up in you: everybody is heard once."),
        _("One does not answer each other, nor change the text yet."),
        _("“A fixed day is a relief to me. I worry for those who work on Tuesdays.”"),
    ),
    Step.AMENDMENTS: Lesson(
        _("Better the text"),
        _("Suggest words that would make it better; whoever proposes takes them in, or leaves them."),
        _("One does not look for the perfect text: good enough for now, safe enough to try."),
        _("“Add: until June, then we look at it again.”"),
    ),
    Step.CONSENT: Lesson(
        _("Consent or object"),
        _(
            "Say that you have no objection, or object: with a reason why this would harm our purpose or exceed"
            " a limit of yours."
        ),
        _("One does not say what one would prefer: a preference is no objection. Silence is no consent."),
        _("“I object: on Tuesdays I look after my children. A day that changes would lift it.”"),
    ),
}
