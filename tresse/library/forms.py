from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from tresse.documents.kinds import KINDS
from tresse.library import queries
from tresse.library.models import Publication
from tresse.library.queries import Search
from tresse.objectives import OBJECTIVES


class SearchForm(forms.Form):
    """What one looks for in the library. Whatever is not a choice is left out: an old link still finds something."""

    words = forms.CharField(label=_("Words"), required=False, max_length=120)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    community = forms.ChoiceField(label=_("Community"), required=False)
    kind = forms.ChoiceField(label=_("Kind of block"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        choices: dict[str, list[tuple[str, Any]]] = {
            "objective": [(objective.key, str(objective.name).capitalize()) for objective in OBJECTIVES.values()],
            "theme": [(theme.slug, theme.name) for theme in queries.published_themes()],
            "community": [(community.slug, community.name) for community in queries.publishing_communities()],
            "kind": [(kind.key, kind.name) for kind in KINDS.values()],
            "language": [(code, name_of(code)) for code in _languages()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("All")), *offered]  # type: ignore[attr-defined]
            if len(offered) < 2:
                self.fields[name].widget = forms.HiddenInput()  # nothing to choose between

    def search(self) -> Search:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        return Search(**{name: value for name, value in self.cleaned_data.items() if value})


def name_of(language: str) -> str:
    """A language by its own name."""
    try:
        return str(get_language_info(language)["name_local"]).capitalize()
    except KeyError:
        return language


def _languages() -> list[str]:
    used = Publication.objects.current().order_by("language").values_list("language", flat=True)
    return list(used.distinct())
