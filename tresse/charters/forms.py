from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tresse.charters.actions import ArticleText
from tresse.charters.differences import differences
from tresse.charters.effects import CHANGED_SINCE, NOTHING_CHANGES
from tresse.charters.models import PARAMETERS, Article, Charter
from tresse.charters.numbers import changes_of, numbers_of
from tresse.charters.queries import charter_in_force
from tresse.communities.models import Community


class CharterForm(forms.ModelForm[Charter]):
    """The numbers a community sets for itself."""

    class Meta:
        model = Charter
        fields = PARAMETERS


class DraftForm(CharterForm):
    """The numbers of a new version, and the one it was when one began to write."""

    expected_revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ArticleForm(forms.ModelForm[Article]):
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    follows = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ("principle", "title", "text")

    def as_text(self) -> ArticleText:
        return ArticleText(**{name: self.cleaned_data[name] for name in ("principle", "title", "text", "follows")})


ArticleFormSet = forms.formset_factory(ArticleForm, extra=1, can_delete=True, max_num=40, absolute_max=40)
DraftFormSet = forms.formset_factory(
    ArticleForm, extra=1, can_delete=True, can_order=True, max_num=40, absolute_max=40
)


def articles_written(written: "forms.BaseFormSet[ArticleForm]") -> list[ArticleText]:
    """The articles in the order they are shown or numbered, those emptied or removed left out."""
    kept = [
        form for form in written.forms if form.cleaned_data.get("title") and not form.cleaned_data.get("DELETE")
    ]
    return [form.as_text() for form in sorted(kept, key=_place)]


class AdoptingForm(forms.Form):
    """Propose the new version as it is written. What one reads here is what would be adopted."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, community: Community) -> None:
        self.draft = community.charters.drafts().first()
        self.differences = differences(charter_in_force(community), self.draft) if self.draft else None
        super().__init__(data, initial={"digest": self.differences.digest if self.differences else ""})

    def clean(self) -> dict[str, Any]:
        if not self.differences:
            raise forms.ValidationError(NOTHING_CHANGES)
        if self.cleaned_data.get("digest", "") != self.differences.digest:
            raise forms.ValidationError(CHANGED_SINCE)
        return self.cleaned_data

    def terms(self) -> dict[str, Any]:
        assert self.draft is not None
        assert self.differences is not None
        return {"version": self.draft.version, "digest": self.differences.digest}


class NumbersForm(CharterForm):
    """Other numbers for the charter in force."""

    def __init__(self, data: Any = None, *, community: Community) -> None:
        self.charter = charter_in_force(community)
        super().__init__(data, initial=numbers_of(self.charter))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not changes_of(self.charter, said):
            raise forms.ValidationError(NOTHING_CHANGES)
        return said

    def terms(self) -> dict[str, Any]:
        changes = changes_of(self.charter, self.cleaned_data)
        return {"numbers": {change.name: [change.before, change.after] for change in changes}}


def _place(form: ArticleForm) -> float:
    place = form.cleaned_data.get("ORDER")
    return float("inf") if place is None else place
