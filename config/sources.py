"""What a block of a document may come from: models whose queryset answers `as_sources(community_id)`."""

SOURCES: tuple[str, ...] = ("meetings.Meeting",)
