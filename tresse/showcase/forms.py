"""How one looks for a community."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.communities.models import Stage
from tresse.objectives import OBJECTIVES
from tresse.showcase.queries import ways_in


class Search(forms.Form):
    """Plain choices in the address, so that what one found can be sent to somebody."""

    objective = forms.ChoiceField(label=_("Objective"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = ways_in()
        self._offer("objective", _("all objectives"), ((o.key, o.name) for o in OBJECTIVES.values()))
        self._offer("programme", _("all programmes"), ((way.slug, way.name) for way in ways["programme"]))
        self._offer("theme", _("all themes"), ((way.slug, way.name) for way in ways["theme"]))
        self._offer("organisation", _("all organisations"), ((way.slug, way.name) for way in ways["organisation"]))
        self._offer("stage", _("all stages"), ((s.value, s.label) for s in Stage if s != Stage.IDEA))

    def _offer(self, name: str, everything: Any, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def wanted(self) -> dict[str, str]:
        """What was chosen; what the network does not have is left out, and said beside its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
