"""From what people wrote (CommonMark, without HTML) to what is read: as HTML, and as a plain tree for the PDF.

The stored text stays exactly as it was written; only what is shown is typeset.
"""

import re
from collections.abc import Iterator
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from tresse.core.typography import typography_between

HIGHEST_HEADING = 3  # the page has its h1, what holds the text has its h2
LOWEST_HEADING = 6

# The second wall: even if the parser let something through, only this reaches a page.
TAGS = {
    "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"class"}, "td": {"class"}}
SCHEMES = {"http", "https", "mailto"}

# Never meant by anybody who writes: control characters, and marks that reverse the reading of what follows.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

BLANKS = re.compile(r"[ \t\n]+")  # not the no-break ones

Node = dict[str, Any]
Inline = str | Node

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def to_html(text: str, language: str) -> SafeString:
    """The text as safe HTML, typeset in this language."""
    html = _markdown.renderer.render(_parsed(text, language), _markdown.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener nofollow")
    return mark_safe(clean)


def to_tree(text: str, language: str) -> list[Node]:
    """The text as plain nodes, for a typesetter that must never read it as its own markup.

    A block is `{"kind": "paragraph" | "heading" | "list" | "quote" | "code" | "rule" | "table", …}`; inside a
    line, what is not a plain string is `{"kind": "em" | "strong" | "code" | "link" | "break", …}`.
    """
    return _blocks(SyntaxTreeNode(_parsed(text, language)))


def to_plain(text: str, language: str) -> str:
    """The words alone, on one line: for a summary in a list or in what search engines read."""
    words = (_words(token.children or []) for token in _parsed(text, language) if token.type == "inline")
    return BLANKS.sub(" ", " ".join(words)).strip()


def readable(text: str) -> str:
    """The text without the characters nobody can mean."""
    return UNREADABLE.sub("", text)


def _parsed(text: str, language: str) -> list[Token]:
    tokens = _markdown.parse(readable(text))
    _place_headings(tokens)
    for token in tokens:
        if token.children:
            _typeset(token.children, language)
        _align_by_class(token)
    return tokens


def _place_headings(tokens: list[Token]) -> None:
    """Each heading one step below the one it belongs to, whatever number of # was typed."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [higher for higher in above if higher < level] + [level]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(HIGHEST_HEADING + len(above) - 1, LOWEST_HEADING)}"


def _typeset(children: list[Token], language: str) -> None:
    """Typography within a paragraph, each piece knowing the characters around it; code and addresses untouched."""
    before = ""
    shown = [child for child in children if child.content or child.type in ("softbreak", "hardbreak")]
    for index, child in enumerate(shown):
        following = shown[index + 1] if index + 1 < len(shown) else None
        if child.type == "text" and not _is_bare_address(children, child):
            after = (following.content or " ")[0] if following else ""
            child.content = typography_between(before, child.content, after, language)
        before = child.content[-1:] or " "


def _is_bare_address(children: list[Token], child: Token) -> bool:
    """`<https://…>`: the text of the link is the address itself."""
    opening = children[children.index(child) - 1]
    return opening.type == "link_open" and opening.markup == "autolink"


def _align_by_class(token: Token) -> None:
    """No inline style reaches a page (CSP): columns of figures are aligned by a class."""
    style = token.attrs.pop("style", None)
    if style == "text-align:right":
        token.attrs["class"] = "end"


def _blocks(parent: SyntaxTreeNode) -> list[Node]:
    return [_block(node) for node in parent.children]


def _block(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "heading":
            return {"kind": "heading", "level": int(node.tag[1]) - HIGHEST_HEADING + 1, "inside": _line(node)}
        case "bullet_list":
            return {"kind": "list", "ordered": False, "items": [_blocks(item) for item in node.children]}
        case "ordered_list":
            start = int(node.attrs.get("start", 1))
            items = [_blocks(item) for item in node.children]
            return {"kind": "list", "ordered": True, "start": start, "items": items}
        case "blockquote":
            return {"kind": "quote", "blocks": _blocks(node)}
        case "fence" | "code_block":
            return {"kind": "code", "text": node.content}
        case "hr":
            return {"kind": "rule"}
        case "table":
            return _table(node)
        case _:
            return {"kind": "paragraph", "inside": _line(node)}


def _table(node: SyntaxTreeNode) -> Node:
    rows = [row for part in node.children for row in part.children]
    head = rows[0].children
    return {
        "kind": "table",
        "ends": ["class" in cell.attrs for cell in head],
        "head": [_line(cell) for cell in head],
        "rows": [[_line(cell) for cell in row.children] for row in rows[1:]],
    }


def _line(node: SyntaxTreeNode) -> list[Inline]:
    """What a paragraph, a heading or a cell holds."""
    return [piece for inline in node.children for piece in _pieces(inline)]


def _pieces(parent: SyntaxTreeNode) -> Iterator[Inline]:
    for node in parent.children:
        match node.type:
            case "text":
                yield node.content
            case "softbreak":
                yield " "
            case "hardbreak":
                yield {"kind": "break"}
            case "code_inline":
                yield {"kind": "code", "text": node.content}
            case "link":
                yield {"kind": "link", "to": _safe_address(node), "inside": list(_pieces(node))}
            case "em" | "strong":
                yield {"kind": node.type, "inside": list(_pieces(node))}


def _safe_address(node: SyntaxTreeNode) -> str:
    """Addresses a printed page may lead to; others keep their words and lose the link."""
    address = str(node.attrs.get("href", ""))
    return address if address.partition(":")[0] in SCHEMES else ""


def _words(children: list[Token]) -> str:
    return "".join(child.content or (" " if child.type.endswith("break") else "") for child in children)
