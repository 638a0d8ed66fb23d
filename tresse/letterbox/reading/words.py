"""From the bytes of a part to words: charsets that lie, lines that were cut, HTML."""

import re
from html import unescape

import nh3
from html2text import HTML2Text

from tresse.core.prose import UNREADABLE
from tresse.core.text import exact
from tresse.letterbox.reading.headers import Mail

LONGEST_TEXT = 200_000  # characters; a book of a hundred pages
# Those in which bytes that read as UTF-8 may mean something else.
OTHER_BYTES = ("utf-16", "utf-32", "utf-7", "iso-2022", "hz", "gb", "big5", "euc", "shift", "koi8")
DEEPEST = 200
SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][^\n]{0,80}\n){0,5}\n(.*?)^-----BEGIN PGP SIGNATURE-----$",
    re.MULTILINE | re.DOTALL,
)
TAG = re.compile(
    r"<(/?)(?!(?:br|hr|p|li|td|th|tr|dt|dd|img|meta|link|input|wbr|o:p|html|head|body)\b)[a-z]", re.IGNORECASE
)
ANY_TAG = re.compile(r"<[^<>]*>")
BLANKS = re.compile(r"\s{3,}")
TAGS = {
    "p", "div", "br", "hr", "span", "b", "strong", "i", "em", "u", "s", "a", "ul", "ol", "li", "blockquote", "pre", "code",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "center", "dl", "dt", "dd",
}  # fmt: skip


def words(part: Mail) -> str:
    """The text of a part, plain or HTML, without what nobody writes."""
    text = _decoded(part)[:LONGEST_TEXT]
    if part.get_content_type() == "text/html":
        text = from_html(text)
    elif part.get_param("format", "") == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "no")).lower() == "yes")
    return clean(text)


def without_pgp(text: str) -> str:
    """What was signed in the text itself (RFC 9580 §7), without the marks of the signature."""
    signed = SIGNED.search(text)
    return re.sub(r"^- ", "", signed[1], flags=re.MULTILINE) if signed else text


def content_of(part: Mail) -> bytes:
    """The bytes of a part; none where they hold other parts."""
    try:
        content = part.get_payload(decode=True)
    except (LookupError, ValueError):  # a charset of Python's own, such as « undefined »
        part.del_param("charset")
        content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def clean(text: str) -> str:
    """One kind of line end and of blank, no control characters."""
    text = text.replace("\xa0", " ").replace("\u202f", " ").replace("\u200b", "").replace("\ufeff", "")
    return exact(UNREADABLE.sub("", text))


def from_html(html: str) -> str:
    """In Markdown, which is what our pages show. Images are left out: those that matter came as files.

    What is not well formed is made so first, in Rust: Python's own parser thinks for minutes of what was made to harm. Runs of
    blanks, which HTML folds anyway, are folded before: html2text's time grows with their square.
    """
    html = BLANKS.sub(lambda run: "\n\n" if "\n" in run[0] else "  ", html)
    if _depth(html) > DEEPEST:
        return unescape(ANY_TAG.sub(" ", html))
    reader = HTML2Text(bodywidth=0)
    reader.ignore_images = True
    reader.ul_item_mark = "-"
    return re.sub(
        r"\n(?:[ \t]*\n){2,}", "\n\n", reader.handle(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}))
    )


def _depth(html: str) -> int:
    """How many elements stand within each other, at most: the time of every parser grows with its square."""
    depth = most = 0
    for tag in TAG.finditer(html):
        depth += -1 if tag[1] else 1
        most = max(most, depth)
    return most


def unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that a program cut to be sent, whole again (RFC 3676)."""
    lines: list[str] = []
    goes_on, depth_before = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        depth, line = _quoted(line)
        if goes_on and depth == depth_before and line != "-- ":
            lines[-1] += line
        else:
            lines.append(">" * depth + (" " if depth else "") + line)
        goes_on, depth_before = line.endswith(" ") and line != "-- ", depth
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _quoted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and the line; a space that was stuffed before it is taken out."""
    depth = len(line) - len(line.lstrip(">"))
    line = line[depth:]
    return depth, line.removeprefix(" ")


def _decoded(part: Mail) -> str:
    """What a charset says is believed only where the bytes do not say better themselves."""
    content = content_of(part)[: LONGEST_TEXT * 4]
    declared = (part.get_content_charset() or "").lower()
    tried = ["utf-8", declared, "cp1252"] if not declared.startswith(OTHER_BYTES) else [declared, "utf-8"]
    for charset in tried:
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")
