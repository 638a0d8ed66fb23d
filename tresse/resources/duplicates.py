"""Whether a reference is there already: by its DOI, its link, or its title and year."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.db.models import Q

from tresse.communities.models import Community
from tresse.resources.csl import Found
from tresse.resources.folding import folded
from tresse.resources.models import Reference

# What trackers add to an address, and which leads to the same page.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "xtor")


def link_key(link: str) -> str:
    """The same for http and https, with or without www, a last slash, a passage or a tracker."""
    parts = urlsplit(link)
    if not parts.hostname:
        return ""
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(TRACKING)]
    host = parts.hostname.removeprefix("www.") + (f":{parts.port}" if parts.port else "")
    return (host + parts.path.rstrip("/") + (f"?{urlencode(asked)}" if asked else ""))[:1000]


def title_key(title: str, issued: str) -> str:
    """Title and year. A title of a word or two says too little without its year."""
    words = folded(title)
    return f"{words} {issued[:4]}".strip()[:500] if issued or len(words.split()) > 3 else ""


def already_here(community: Community, found: Iterable[Found]) -> list[Reference | None]:
    """For each of these, the reference of this community that is the same; in the order given. One query for 200."""
    wanted = [(one.doi, link_key(one.link), title_key(one.title, one.issued)) for one in found]
    known: dict[tuple[str, str], Reference] = {}
    for start in range(0, len(wanted), 200):
        dois, links, titles = (set(filter(None, keys)) for keys in zip(*wanted[start : start + 200], strict=True))
        same = Q(doi__in=dois) | Q(link_key__in=links) | Q(title_key__in=titles)
        for reference in Reference.objects.filter(same, community=community):
            keys = {"doi": reference.doi, "link": reference.link_key, "title": reference.title_key}
            known |= {(kind, key): reference for kind, key in keys.items() if key}
    return [_same(known, keys) for keys in wanted]


def _same(known: dict[tuple[str, str], Reference], keys: tuple[str, str, str]) -> Reference | None:
    """Two DOIs that differ are two references, whatever their titles."""
    doi, link, title = keys
    if ("doi", doi) in known:
        return known["doi", doi]
    for kind, key in (("link", link), ("title", title)):
        same = known.get((kind, key)) if key else None
        if same and not (doi and same.doi and doi != same.doi):
            return same
    return None
