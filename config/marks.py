"""What a passage of the minutes may be marked as, and what it becomes in one gesture. A new mark is one entry here.

A line of the minutes that begins with one of the words `typed`, then a colon, is such a passage: « Décision : … ». Nothing
happens until somebody asks for it. `allowed` says whether this passage may become so: (person, minutes) -> Ruling. `form` asks
for what the passage does not say: called with (data, minutes=…, initial=…), it starts from `starting(passage)`, plain values
by field, and its `terms()` go to `becoming`: (mark, *, by, **terms) -> the object, inside the transaction of the gesture.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class MarkKind:
    name: str  # message id, translated where it is shown
    gesture: str  # message id: what the button says
    symbol: str
    typed: tuple[str, ...]  # without accents nor capitals, in French, English, Spanish and Portuguese
    allowed: str  # dotted path
    form: str  # dotted path
    becoming: str  # dotted path


MARKS: dict[str, MarkKind] = {
    "decision": MarkKind(
        name=_("decision"),
        gesture=_("Report it for the register"),
        symbol="◆",
        typed=("decision", "decide", "decided", "decidido", "decisao"),
        allowed="tresse.decisions.marked.allowed",
        form="tresse.decisions.marked.DecisionForm",
        becoming="tresse.decisions.marked.report",
    ),
    "commitment": MarkKind(
        name=_("pledge"),
        gesture=_("Make it a pledge"),
        symbol="➜",
        typed=("engagement", "commitment", "pledge", "compromiso", "compromisso"),
        allowed="tresse.meetings.minutes.becoming.allowed",
        form="tresse.meetings.minutes.forms.PledgeForm",
        becoming="tresse.meetings.minutes.becoming.pledge",
    ),
    "question": MarkKind(
        name=_("question"),
        gesture=_("Open a conversation"),
        symbol="?",
        typed=("question", "pregunta", "pergunta", "questao"),
        allowed="tresse.meetings.minutes.becoming.allowed",
        form="tresse.meetings.minutes.forms.ThreadForm",
        becoming="tresse.meetings.minutes.becoming.question",
    ),
    "trial_error": MarkKind(
        name=_("trial and error"),
        gesture=_("Open a conversation"),
        symbol="↺",
        typed=("essai-erreur", "essai et erreur", "trial and error", "ensayo y error", "tentativa e erro"),
        allowed="tresse.meetings.minutes.becoming.allowed",
        form="tresse.meetings.minutes.forms.ThreadForm",
        becoming="tresse.meetings.minutes.becoming.trial_error",
    ),
    "voice": MarkKind(
        name=_("voice"),
        gesture=_("Ask whoever said it"),
        symbol="❝",
        typed=("parole", "voice", "voz", "palabra", "fala"),
        allowed="tresse.meetings.minutes.becoming.voice_allowed",
        form="tresse.meetings.minutes.forms.VoiceForm",
        becoming="tresse.meetings.minutes.becoming.asked_voice",
    ),
}
