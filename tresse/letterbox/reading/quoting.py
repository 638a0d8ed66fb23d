"""What somebody just wrote, without what their program quotes and signs.

`mail-parser-reply` cuts; we teach it how programs speak in our languages. Its own French misses whoever is called Le Goff, and
« Envoyé de mon iPhone »; its English takes « Thanks, I will come » for a signature. Each expression below stays within a line or
a few, so that no letter makes it think for long.
"""

import re
from functools import cached_property
from itertools import chain

from mailparser_reply import EmailMessage

QUOTED = r"(?:> ?)*"
# « Le jeu. 12 mars 2026 à 14:02, Mina <…> a écrit : », and how others say it.
WROTE = [
    rf"{begins} (?=[^\n]{{0,250}}\d)[^\n]{{3,250}}{wrote}"
    for begins, wrote in [
        ("Le", "a écrit"),
        ("On", "wrote"),
        ("El", "escribió"),
        ("(?:Em|A|Ao|Às|No dia)", "escreveu"),
        ("Am", r"schrieb[^\n]{0,120}"),
        ("Il", "ha scritto"),
    ]
] + [
    r"[^\n]{0,120}<[^\s<>]{3,200}> (?:a écrit|wrote|escribió|escreveu)[^\n]{0,60}",
    r"\d{4}-\d\d-\d\d[^\n]{3,120}<[^\s<>]{3,200}>",
]
# « De : … Envoyé : … À : … Objet : … », as Outlook begins what it quotes.
FIRST = "De|From|Von|Da|Expéditeur|Expediteur|Remitente"
NEXT = (
    "De|From|Envoyé|Envoyé le|Sent|Enviado|Enviado el|Enviada em|Date|Fecha|Data|À|A|To|Para|Pour|Cc|Copie à|Objet|"
    "Subject|Asunto|Assunto|Répondre à|Reply-To|Organisation"
)
BLOCK = (
    rf"{QUOTED}[* ]*(?:{FIRST})[* ]{{0,3}}:[^\n]{{1,300}}"
    rf"(?:\n{QUOTED}[* ]*(?:{NEXT})[* ]{{0,3}}:[^\n]{{0,600}}){{2,9}}"
)
FORWARDED = [
    r"-{2,} ?(?:Message d['’]origine|Message original|Mail original|Message transféré|Original Message|Mensaje original"
    r"|Mensagem original|Forwarded message|Courriel original) ?-{2,}",
    r"> ?Message du \d[^\n]{3,80}",
    r"-{2,} Le [^\n]{3,250}a écrit[^\n]{0,60}",
]
# A line that takes leave, when at most ten follow it.
LEAVE = [
    r"(?:(?:bien|très|amicalement et) )?(?:cordialement|amicalement|solidairement|fraternellement|sincèrement)(?: à vous| à toutes et tous)?",
    r"cdlt|cdt|bàv|bien à (?:vous|toi|toutes et tous)|à bientôt|belle journée|bonne journée|bonne soirée|bonne réception",
    r"(?:meilleures|sincères|cordiales) salutations|salutations(?: cordiales| solidaires)?",
    r"(?:best|kind|warm)(?: regards| wishes)?|regards|all the best|yours sincerely|cheers",
    r"(?:un )?(?:cordial )?saludos?|atentamente|cordialmente|un abrazo|abrazos|atenciosamente|abraços?",
]
SENT_FROM = [
    r"Envoyé (?:de|depuis|à partir de|avec|via|par) [^\n]{2,90}",
    r"(?:Obtenez|Télécharger|Téléchargez) (?:Outlook|BlueMail)[^\n]{1,120}",
    r"(?:Sent from|Sent with|Get Outlook for) [^\n]{1,120}",
    r"Enviado (?:desde|do|de|via|con) [^\n]{1,90}",
    r"Enviada? (?:do|de) [^\n]{1,90}",
    r"Provenance : Courrier pour Windows[^\n]{0,20}|Télécharger la version mobile[^\n]{0,80}",
]
TOLD_BY_MACHINES = [
    r"Ce (?:message|courriel|mail)(?: électronique)? (?:et|ainsi que) [^\n]{0,60}(?:pièces?|fichiers?) jointe?s?[^\n]*",
    r"(?:This (?:e-?mail|message) (?:and any|is confidential|may contain)|CONFIDENTIALITY)[^\n]*",
    r"(?:Garanti sans virus|Virus-free|Sans virus|L['’]absence de virus)[^\n]{0,120}",
]
NEVER = re.compile(r"(?!)")
CUT_LINE = re.compile(
    rf"^({QUOTED}(?:Le|On|El|Em|Am|Il) [^\n:]{{3,250}}(?:[:h]\d\d[^\n]{{0,250}})?)\n{QUOTED}([^\n]{{0,200}}(?:a écrit|wrote|escribió|escreveu))",
    re.MULTILINE,
)


class Reply(EmailMessage):
    """A text, cut where one of our languages says that somebody else's words begin, or one's signature."""

    def __init__(self, text: str) -> None:
        super().__init__(text=text, languages=["fr"], include_english=False, keep_hyphen_lists=True)

    @cached_property
    def HEADER_REGEX(self) -> re.Pattern[str]:
        wrote = [rf"{QUOTED}{said} ?:" for said in WROTE]
        # Two groups, since the library takes what was found for tuples.
        said = chain((rf"^{one}$" for one in wrote), [rf"^{BLOCK}$"], (rf"^{QUOTED}{one}$" for one in FORWARDED))
        return re.compile(f"({'|'.join(said)})|((?!))", re.MULTILINE | re.IGNORECASE)

    @cached_property
    def SIGNATURE_REGEX(self) -> re.Pattern[str]:
        leave = rf"(?:{'|'.join(LEAVE)})[ ,.!]*$(?=(?:\n[^\n]*){{0,10}}\Z)"
        alone = rf"(?:{'|'.join([*SENT_FROM, *TOLD_BY_MACHINES])})$"
        return re.compile(
            rf"^(?:--\n|__\n|_{{8,}}$|{QUOTED}(?:{alone}|(?<!\A){leave}))[\s\S]*", re.MULTILINE | re.IGNORECASE
        )

    @property
    def DISCLAIMERS_REGEX(self) -> re.Pattern[str]:
        """Those are cut with signatures; the library's own expression may think for long."""
        return NEVER


def reply(text: str) -> str:
    """What was just written. Answers written between or below quoted lines keep the lines they answer."""
    text = CUT_LINE.sub(r"\1 \2", re.sub(r"\n(?:[ \t]*\n)+", "\n\n", text))
    first, *others = Reply(text).read().replies
    above = "" if first.headers else _without_last_quotes(first.body)
    quoted = "\n".join(one.full_body for one in (first, *others) if one.headers)
    return "\n\n".join(said for said in (above, _between_quotes(quoted)) if said)


def _between_quotes(quoted: str) -> str:
    """What was answered between or below quoted lines; "" when nothing was."""
    signature = Reply(quoted).SIGNATURE_REGEX.search(quoted)
    lines = (quoted[: signature.start()] if signature else quoted).split("\n")
    marks = [number for number, line in enumerate(lines) if line.startswith(">")]
    own = [number for number, line in enumerate(lines) if line.strip() and not line.startswith(">")]
    if not marks or not own or own[-1] < marks[0]:
        return ""
    below_all = own[0] > marks[-1]
    return _without_last_quotes("\n".join(lines[own[0] :] if below_all else lines))


def _without_last_quotes(text: str) -> str:
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith(">")):
        lines.pop()
    return "\n".join(lines).strip()
