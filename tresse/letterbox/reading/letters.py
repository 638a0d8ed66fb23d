"""One letter, read: what somebody wrote, and what they sent with it."""

import re
from dataclasses import dataclass

from tresse.core.by_mail import Letter, LetterFile
from tresse.letterbox.reading.headers import Mail, header, message_ids
from tresse.letterbox.reading.parts import Parts, matters, parts_of
from tresse.letterbox.reading.quoting import reply

PLACE_OF_A_PICTURE = re.compile(r"\[(?:cid:[^\]\n]{1,200}|image: [^\]\n]{1,200})\]")
BEFORE_A_SUBJECT = re.compile(r"^(?:(?:re|ré|fwd?|tr|rv|res|enc|aw|sv|antw)(?:\[\d+\])? ?: ?)+", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """A letter, with what is said of it when it says nothing."""

    letter: Letter
    is_encrypted: bool

    @property
    def is_empty(self) -> bool:
        return not (self.letter.text or self.letter.files or self.letter.calendar)


def read(mail: Mail) -> Written:
    """What somebody wrote, without what their program quoted and signed."""
    parts = parts_of(mail)
    whole = "\n\n".join(text for text in parts.texts if text)
    kept = reply(whole)
    letter = Letter(
        subject=BEFORE_A_SUBJECT.sub("", header(mail, "Subject"))[:250].strip(),
        text=PLACE_OF_A_PICTURE.sub("", kept).strip(),
        files=(*parts.files, *_pictures(parts, whole, kept)),
        message_id=next(iter(message_ids(mail, "Message-ID")), ""),
        in_reply_to=next(iter(message_ids(mail, "In-Reply-To")), ""),
        calendar=parts.calendar,
    )
    return Written(letter, parts.is_encrypted)


def _pictures(parts: Parts, whole: str, kept: str) -> list[LetterFile]:
    return [file for content_id, file in parts.pictures if matters(content_id, file, whole, kept)]
