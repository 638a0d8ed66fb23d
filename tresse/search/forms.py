from typing import Any

from django import forms
from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from config.searched import PAGES
from tresse.communities.models import Community
from tresse.objectives import OBJECTIVES
from tresse.search.questions import FURTHEST_PAGE, WHENS, Question
from tresse.search.writing import kind_of


class SearchForm(forms.Form):
    """What one looks for. Whatever is not a choice is left out: an old link still finds something."""

    q = forms.CharField(label=_("Words"), required=False, strip=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    community = forms.CharField(label=_("Community"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    when = forms.ChoiceField(label=_("When"), required=False)
    page = forms.IntegerField(min_value=1, max_value=FURTHEST_PAGE, required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [(kind_of(label), capfirst(apps.get_model(label)._meta.verbose_name)) for label in PAGES],
            "objective": [(objective.key, capfirst(str(objective.name))) for objective in OBJECTIVES.values()],
            "when": [(key, when.name) for key, when in WHENS.items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [("", _("All")), *offered]  # type: ignore[attr-defined]

    def question(self, person: Any) -> Question:
        """What was asked, as far as it can be understood and the community exists for this person."""
        self.is_valid()
        said = self.cleaned_data
        communities = Community.objects.visible_to(person).filter(slug=said.get("community") or "")
        return Question(
            text=said.get("q") or "",
            community=communities.first() if said.get("community") else None,
            kind=said.get("kind") or "",
            objective=said.get("objective") or "",
            when=said.get("when") or "",
        )

    @property
    def page_number(self) -> int:
        return self.cleaned_data.get("page") or 1
