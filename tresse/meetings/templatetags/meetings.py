from datetime import timedelta

from django import template
from django.template.base import Template
from django.template.context import Context
from django.utils.safestring import SafeString

from tresse.meetings.moments import length
from tresse.meetings.parts import ListPart, SessionPart

register = template.Library()
FROM_THE_PAGE = ("meeting", "community", "csrf_token", "request")


@register.simple_tag(takes_context=True)
def session_part(context: Context, part: SessionPart | ListPart) -> SafeString:
    """A part of the page of a session, rendered with its own words alone, as an inclusion `only` would be."""
    page: Template | None = context.template
    assert page is not None  # a tag is always rendered by a template
    known = {name: context.get(name) for name in FROM_THE_PAGE}
    return page.engine.get_template(part.template).render(context.new({**known, **part.context}))


@register.filter
def as_length(minutes: int) -> str:
    """Minutes as one says them: « 1 h 15 »."""
    return length(timedelta(minutes=minutes))
