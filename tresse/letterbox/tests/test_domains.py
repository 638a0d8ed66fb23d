"""Where the name of an organisation ends and that of a registry begins."""

import pytest

from tresse.letterbox.domains import aligned, organisation_of


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [
        ("example.org", "example.org"),
        ("mail.example.org", "example.org"),
        ("Mail.Example.ORG.", "example.org"),
        ("example.co.uk", "example.co.uk"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("mail.culture.gouv.fr", "culture.gouv.fr"),
        ("lettre.tresse.asso.fr", "tresse.asso.fr"),
        ("mail.exemplo.com.br", "exemplo.com.br"),
        ("mail.ejemplo.edu.ar", "ejemplo.edu.ar"),
        ("somebody.github.io", "somebody.github.io"),
        ("mail.été.fr", "xn--t-9fab.fr"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"),
        ("", ""),
        ("a" * 70 + ".été", "a" * 70 + ".été"),
    ],
)
def test_the_organisation_of_a_domain(domain, organisation):
    assert organisation_of(domain) == organisation


@pytest.mark.parametrize(
    ("one", "other", "loosely", "strictly"),
    [
        ("example.org", "Example.org.", True, True),
        ("mail.example.org", "example.org", True, False),
        ("news.example.org", "mail.example.org", True, False),
        ("evil.co.uk", "example.co.uk", False, False),
        ("evil.gouv.fr", "culture.gouv.fr", False, False),
        ("co.uk", "example.co.uk", False, False),
        ("evil.github.io", "somebody.github.io", False, False),
        ("notexample.org", "example.org", False, False),
        ("example.org.evil.example", "example.org", False, False),
        ("été.fr", "xn--t-9fab.fr", True, True),
        ("", "example.org", False, False),
        ("", "", False, False),
    ],
)
def test_two_domains_of_one_organisation(one, other, loosely, strictly):
    assert (aligned(one, other), aligned(one, other, strictly=True)) == (loosely, strictly)
