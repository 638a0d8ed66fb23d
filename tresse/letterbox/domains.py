"""Which names of domains are of one organisation: what DMARC calls aligned (RFC 7489 §3.1 and §3.2).

Where the name of an organisation ends and that of a registry begins is told by the Public Suffix List, which its library brings
along: nothing is asked of the network.
"""

from functools import lru_cache

from publicsuffixlist import PublicSuffixList


def organisation_of(domain: str) -> str:
    """`example.co.uk` for `mail.example.co.uk`; the domain itself where it holds no more than a suffix does."""
    domain = plain(domain)
    return _suffixes().privatesuffix(domain) or domain


def aligned(one: str, other: str, *, strictly: bool = False) -> bool:
    """Of the same organisation; the very same domain where that is asked for."""
    one, other = plain(one), plain(other)
    return bool(one) and (one == other or (not strictly and organisation_of(one) == organisation_of(other)))


def plain(domain: str) -> str:
    """As name servers know it: `xn--t-9fab.fr` for `été.fr`; as it was given when no name server could."""
    domain = domain.lower().rstrip(".")
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    """Read once, in about a tenth of a second."""
    return PublicSuffixList()
