from django import template

from tresse.meetings import moments
from tresse.meetings.models import Meeting

register = template.Library()


@register.filter
def when(meeting: Meeting) -> moments.When:
    """A session's moment for whoever reads, with the place's zone when it differs."""
    return moments.when(meeting)
