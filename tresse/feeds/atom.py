"""A feed of what is public, as news readers take it (Atom, RFC 4287; pages by RFC 5005)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from tresse.core.prose import readable
from tresse.feeds.news import News

SINCE = "2026"  # a tag says from when on the host was ours (RFC 4151); it never changes


@dataclass(frozen=True)
class Head:
    """What a feed says of itself."""

    key: str
    title: str
    said: str
    page: str  # where a person reads the same
    address: str
    language: str
    author: str
    begun_at: datetime  # what it was last changed at, when it holds nothing
    next_page: str = ""


def written(head: Head, news: Sequence[News]) -> str:
    """The feed, the same to the byte as long as nothing in it changes."""
    feed = _Feed(
        title=_plain(head.title),
        description="",
        subtitle=_plain(head.said),
        link=settings.TRESSE_URL + head.page,
        feed_url=settings.TRESSE_URL + head.address,
        feed_guid=_tag(head.key),
        author_name=_plain(head.author),
        language=head.language,
        begun_at=head.begun_at,
        next_page=settings.TRESSE_URL + head.next_page if head.next_page else "",
    )
    for one in news:
        feed.add_item(
            title=_plain(one.title),
            link=settings.TRESSE_URL + one.address,
            description="",
            unique_id=_tag(one.key),
            pubdate=one.published_at.replace(microsecond=0),
            updateddate=one.updated_at.replace(microsecond=0),
            author_name=_plain(one.community.name),
            categories=[_plain(one.kind), _plain(one.community.name)],
            item_copyright=_plain(one.licence) or None,
            content=_plain(one.told),
            language=one.language,
        )
    return feed.writeString("utf-8")


class _Feed(Atom1Feed):
    """With the text of each entry, its language, and the address of the next page."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_page"]:
            handler.addQuickElement("link", "", {"rel": "next", "href": self.feed["next_page"]})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        latest: datetime = max(dates, default=self.feed["begun_at"])
        return latest


def _tag(key: str) -> str:
    """An identifier that stays when addresses change (RFC 4151)."""
    return f"tag:{urlsplit(settings.TRESSE_URL).hostname},{SINCE}:{key}"


def _plain(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return readable(str(text))
