from typing import Any

from django import template
from django.template.base import Template
from django.template.context import Context
from django.utils.safestring import SafeString

from tresse.resources.coins import coins, metadata
from tresse.resources.models import Reference
from tresse.resources.parts import ReferencePart

register = template.Library()
register.filter("coins", coins)
FROM_THE_PAGE = ("reference", "community", "csrf_token", "request")


@register.filter
def head_metadata(reference: Reference) -> list[tuple[str, str]]:
    """Pairs for `<meta name content>`."""
    return metadata(reference)


@register.simple_tag(takes_context=True)
def reference_part(context: Context, part: ReferencePart) -> SafeString:
    """A part of the page of a reference, rendered with its own words alone, as an inclusion `only` would be."""
    page: Template | None = context.template
    assert page is not None  # a tag is always rendered by a template
    known: dict[str, Any] = {name: context.get(name) for name in FROM_THE_PAGE}
    return page.engine.get_template(part.template).render(context.new({**known, **part.context}))
