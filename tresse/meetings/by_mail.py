"""Answering an invitation from one's mail: in the first words of a reply, or by the button of a calendar."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tresse.communities.models import Stage
from tresse.core.by_mail import Letter, NothingThere
from tresse.core.text import without_accents
from tresse.meetings import actions, calendars
from tresse.meetings.models import Answer, Meeting
from tresse.memberships.models import live_membership

# As people write them, in small letters without accents.
WORDS = {
    Answer.NOT_COMING: (
        "je ne viens pas", "je ne viendrai pas", "je ne peux pas venir", "je ne peux pas", "je ne pourrai pas venir",
        "je ne pourrai pas", "je n'y serai pas", "je ne serai pas la", "pas disponible", "absent", "absente", "non",
        "i am not coming", "i'm not coming", "i cannot come", "i can't come", "i cannot", "i can't", "i will not come",
        "not coming", "no puedo ir", "no puedo", "no voy", "no asistire", "nao posso ir", "nao posso", "nao vou",
        "no", "nao",
    ),
    Answer.REMOTELY: (
        "en visio", "par visio", "visio", "a distance", "en ligne", "par video", "by video", "remotely", "online",
        "por video", "en video", "a distancia", "em linha", "en linea",
    ),
    Answer.LATER: (
        "en differe", "a mon rythme", "a distance dans le temps", "asynchrone", "plus tard", "in my own time", "later",
        "asynchronously", "a mi ritmo", "mas tarde", "no meu ritmo", "ao meu ritmo", "mais tarde",
    ),
    Answer.COMING: (
        "je viens", "je viendrai", "j'y serai", "je serai la", "je serai present", "je serai presente", "sur place",
        "present", "presente", "oui", "d'accord", "ok", "i am coming", "i'm coming", "i will come", "i will be there",
        "i'll be there", "on site", "yes", "voy", "asistire", "ire", "si", "claro", "vou", "estarei la", "sim",
    ),
}  # fmt: skip
# « Si » is « yes » in one language and « if » in another.
UNSURE = re.compile(
    r"\?|\b(?:peut-etre|ne sais pas|pas sur|pas sure|maybe|perhaps|not sure|quizas?|tal vez|talvez|not yet)\b"
    r"|\bsi (?!,|\.|!|voy|asistire|ire)\w"
)
GREETING = re.compile(
    r"^(?:bonjour|bonsoir|salut|hello|hi|dear|hola|ola|bom dia|buenos dias|cher|chere)\b[^,.!:;]*[,.!:;]*"
)
SAID = {word: answer for answer, words in WORDS.items() for word in words}
PHRASE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(SAID, key=len, reverse=True)))})(?!\w)")
SHORT, LINES = 8, 5  # words; a longer line says it first or is about something else
# What two answers in one line mean together.
TOGETHER = {
    frozenset({Answer.COMING, Answer.REMOTELY}): Answer.REMOTELY,
    frozenset({Answer.COMING, Answer.LATER}): Answer.LATER,
    frozenset({Answer.NOT_COMING, Answer.LATER}): Answer.LATER,
}


def received_answer(meeting_id: int, person: Any, letter: Letter) -> str:
    """Say whether one comes, by answering the invitation or by the button of one's calendar."""
    meeting = Meeting.objects.visible_to(person).filter(pk=meeting_id).select_related("community").first()
    if meeting is None or _is_hidden(meeting, person):
        raise NothingThere
    answer = _of_calendar(letter.calendar, meeting) if letter.calendar else read(letter.text)
    given = actions.answer_invitation(meeting, answer=answer, by=person)
    if meeting.chatham_house:
        return _("Your answer is kept. This session follows the Chatham House rule: this mail does not repeat it.")
    told = {"number": meeting.number, "title": meeting.title, "answer": given.get_answer_display()}
    return _("Session %(number)s, “%(title)s”. Your answer: %(answer)s.") % told


def read(text: str) -> str:
    """What the first lines say. Raises `ValidationError` rather than guess."""
    lines = [line for line in without_accents(text).splitlines() if line.strip()][:LINES]
    for line in lines:
        said = _read_line(GREETING.sub("", line.strip()).strip())
        if said:
            return said
    raise unclear()


def unclear() -> ValidationError:
    """What to write instead."""
    return ValidationError(
        _(
            "Your answer could not be read in the first words, and nothing was changed. Write one of these alone on the"
            " first line: yes, no, by video, in my own time."
        )
    )


def _read_line(line: str) -> str:
    """The answer in a line; "" where it is about something else. Raises `ValidationError` for two, or a doubt."""
    found = list(PHRASE.finditer(line))
    if not found or (found[0].start() > 0 and len(line.split()) > SHORT):
        return ""
    answers = frozenset(SAID[match[0]] for match in found)
    if UNSURE.search(line) or (len(answers) > 1 and answers not in TOGETHER):
        raise unclear()
    return TOGETHER.get(answers) or next(iter(answers))


def _of_calendar(text: str, meeting: Meeting) -> str:
    reply = calendars.reply(text)
    if reply is None or reply.meeting_id != meeting.pk:
        raise ValidationError(
            _("The answer of your calendar could not be read. Answer on the page of the session.")
        )
    if reply.answer is None:
        raise ValidationError(
            _("Your calendar says neither yes nor no. Answer on the page of the session when you know.")
        )
    return reply.answer


def _is_hidden(meeting: Meeting, person: Any) -> bool:
    return meeting.community.stage == Stage.IDEA and live_membership(person, meeting.community) is None
