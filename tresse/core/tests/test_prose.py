from time import process_time

import pytest

from tresse.core.prose import to_html, to_plain, to_tree


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("Un *mot* **fort**", "<p>Un <em>mot</em> <strong>fort</strong></p>\n"),
        ("Vraiment *sûr* ?", "<p>Vraiment <em>sûr</em>\u202f?</p>\n"),
        ("Il dit *oui*!", "<p>Il dit <em>oui</em>\u202f!</p>\n"),
        ('"*oui*"', "<p>«\u202f<em>oui</em>\u202f»</p>\n"),
        ("`a ? b`", "<p><code>a ? b</code></p>\n"),
        ("    a ? b", "<pre><code>a ? b\n</code></pre>\n"),
        (
            "[lire !](https://e.org/?a=b)",
            '<p><a href="https://e.org/?a=b" rel="noopener nofollow">lire\u202f!</a></p>\n',
        ),
        (
            "<https://e.org/a?b!>",
            '<p><a href="https://e.org/a?b!" rel="noopener nofollow">https://e.org/a?b!</a></p>\n',
        ),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("3. un", '<ol start="3">\n<li>un</li>\n</ol>\n'),
        (
            "|a|b|\n|-|-:|\n|1|2|",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="end">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
            '<td>1</td>\n<td class="end">2</td>\n</tr>\n</tbody>\n</table>\n',
        ),
    ],
)
def test_what_is_written_becomes_html(written, html):
    assert to_html(written, "fr") == html


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("# a\n## b\n# c", ["h3", "h4", "h3"]),
        ("### a\n# b\n#### c\n##### d\n###### e\n###### f", ["h3", "h3", "h4", "h5", "h6", "h6"]),
    ],
)
def test_headings_never_skip_a_level_below_the_page(written, levels):
    html = to_html(written, "fr")
    assert [part[:2] for part in html.split("<")[1:] if part[0] == "h"] == levels


@pytest.mark.parametrize(
    ("hostile", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](data:text/html;base64,xx)", "<p>[a](data:text/html;base64,xx)</p>\n"),
        ("[a](ftp://e.org)", '<p><a rel="noopener nofollow">a</a></p>\n'),
        (
            "![suivi](https://e.org/x.png)",
            '<p>!<a href="https://e.org/x.png" rel="noopener nofollow">suivi</a></p>\n',
        ),
        ("a\x00b\x07c\u202ed\u2066e", "<p>abcde</p>\n"),
    ],
)
def test_nothing_hostile_reaches_a_page(hostile, html):
    assert to_html(hostile, "en") == html


def test_the_tree_says_the_same_as_plain_nodes():
    written = "# Le *fil* ?\n\nUn [lien](https://e.org) et `code`.  \nFin\n\n> cité\n\n2. un\n\n---\n\n"
    written += "|a|b|\n|-|-:|\n|1|2|"
    assert to_tree(written, "fr") == [
        {
            "kind": "heading",
            "level": 1,
            "inside": ["Le ", {"kind": "em", "inside": ["fil"]}, "\u202f?"],
        },
        {
            "kind": "paragraph",
            "inside": [
                "Un ",
                {"kind": "link", "to": "https://e.org", "inside": ["lien"]},
                " et ",
                {"kind": "code", "text": "code"},
                ".",
                {"kind": "break"},
                "Fin",
            ],
        },
        {"kind": "quote", "blocks": [{"kind": "paragraph", "inside": ["cité"]}]},
        {
            "kind": "list",
            "ordered": True,
            "start": 2,
            "items": [[{"kind": "paragraph", "inside": ["un"]}]],
        },
        {"kind": "rule"},
        {
            "kind": "table",
            "ends": [False, True],
            "head": [["a"], ["b"]],
            "rows": [[["1"], ["2"]]],
        },
    ]


def test_the_words_alone_fit_on_one_line():
    assert to_plain("# Titre\n\nUn *mot*\net `deux` ?", "fr") == "Titre Un mot et deux\u202f?"


@pytest.mark.parametrize(
    "pattern",
    ["[", "*a ", "> ", "- ", "`a", "<a", "![", "|a", '"', "«", "_a_ ", "\\", "a\n", "[a](", "&amp;", "1. ", "'"],
)
def test_a_huge_or_twisted_text_is_read_in_reasonable_time(pattern):
    hostile = (pattern * 40_000)[:40_000]
    begun = process_time()
    to_html(hostile, "fr")
    to_tree(hostile, "fr")
    assert process_time() - begun < 3
